import { describe, expect, it } from 'vitest';
import { imageSize } from './image-size.ts';

const png = '89504e470d0a1a0a0000000d494844520000012c000000c8';
const jpegHead = 'ffd8ffe000104a46494600010100000100010000';

describe('the size of an image', () => {
  it.each([
    ['PNG', png, { width: 300, height: 200 }],
    ['GIF', '4749463839612c01c800', { width: 300, height: 200 }],
    ['JPEG', `${jpegHead}ffc0001108 00c8 012c 03`, { width: 300, height: 200 }],
    [
      'JPEG with fill bytes and a table',
      `${jpegHead}ffffffc40003 00 ffc20011 08 00c8 012c`,
      { width: 300, height: 200 },
    ],
    [
      'WebP, lossy',
      '52494646 00000000 57454250 56503820 00000000 000000 9d012a 2c01 c800',
      { width: 300, height: 200 },
    ],
    // 299 | 199 << 14
    [
      'WebP, lossless',
      '52494646 00000000 57454250 5650384c 00000000 2f 2bc13100',
      { width: 300, height: 200 },
    ],
    [
      'WebP, extended',
      '52494646 00000000 57454250 56503858 0a000000 00000000 2b0100 c70000',
      { width: 300, height: 200 },
    ],
  ])('of %s', (_, hex, size) => {
    expect(imageSize(Buffer.from(hex.replaceAll(' ', ''), 'hex'))).toEqual(size);
  });

  it.each([
    ['nothing', ''],
    ['a text', '68656c6c6f'],
    ['a PNG that is cut', png.slice(0, -2)],
    ['a PNG of no size', '89504e470d0a1a0a0000000d494844520000000000000000'],
    ['a JPEG that is cut', jpegHead],
    ['a JPEG that loses its way', `${jpegHead}00000000`],
    ['another RIFF', '52494646 00000000 57415645 666d7420'],
    ['a WebP of another kind', '52494646 00000000 57454250 58585858'],
  ])('of %s is not known', (_, hex) => {
    expect(imageSize(Buffer.from(hex.replaceAll(' ', ''), 'hex'))).toBeUndefined();
  });
});
