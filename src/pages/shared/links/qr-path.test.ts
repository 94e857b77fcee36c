import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { type QrPath, qrPath } from './qr-path.ts';

/** Paints the path as a screen would, four pixels a module. */
function paint({ size, path }: QrPath) {
  const scale = 4;
  const side = size * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const start = (row * side + Number(x) * scale) * 4;
      for (let pixel = 0; pixel < Number(width) * scale; pixel += 1) {
        data.set([0, 0, 0, 255], start + pixel * 4);
      }
    }
  }
  return { width: side, height: side, data };
}

test.each([
  'https://files.example.com/b/k?X-Amz-Expires=60',
  `http://127.0.0.1:7350/#/drop?policy=${'aB3-_'.repeat(200)}`,
  'http://h/中文/😀',
])('a reader reads %j', (text) => {
  const code = qrPath(text);
  expect(code && decodeQR(paint(code))).toBe(text);
});

test('what no code holds has none', () => {
  expect(qrPath('a'.repeat(2953))).toBeDefined();
  expect(qrPath('a'.repeat(2954))).toBeUndefined();
});
