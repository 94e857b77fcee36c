import { expect, test } from 'vitest';
import { fillVariables, type SampleFile, unknownVariables, variableNames } from './magic-variables.ts';

const file: SampleFile = {
  namespace: 'demo',
  dir: '/trip',
  name: 'IMG_1.final.jpg',
  size: 1_056_344,
  mimeType: 'image/jpeg',
  width: 640,
  height: 480,
  vars: { who: 'Ann' },
  now: new Date('2026-03-09T23:59:59Z'),
  uuid: 'u-1',
};

test.each([
  ['${namespace}${dir}/${name}', 'demo/trip/IMG_1.final.jpg'],
  ['${ext} ${uuid} ${mimeType}', 'jpg u-1 image/jpeg'],
  ['${size} ${fileSize} ${filesize}', '1056344 1056344 1056344'],
  ['${width}x${height}', '640x480'],
  ['${year}/${month}/${day}', '2026/03/09'],
  ['${var-who} ${var-none}|', 'Ann |'],
  ['${unknown} $name {size}', '${unknown} $name {size}'],
  ['${toString} ${${name}}', '${toString} ${IMG_1.final.jpg}'],
])('%s becomes %s', (template, filled) => {
  expect(fillVariables(template, file)).toBe(filled);
});

test('what a file has not is empty', () => {
  const plain = { ...file, name: '.profile', width: undefined, height: undefined, vars: undefined };
  expect(fillVariables('[${ext}${width}${height}${var-who}]', plain)).toBe('[]');
});

test('unknown variables are named', () => {
  expect(unknownVariables('${name} ${nme} ${var-x} ${toString}')).toEqual(['nme', 'toString']);
  expect(variableNames.flatMap((name) => unknownVariables(`\${${name}}`))).toEqual([]);
});
