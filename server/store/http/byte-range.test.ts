import { describe, expect, it } from 'vitest';
import { parseCopyRange, parseRange } from './byte-range.ts';

describe('Range', () => {
  it.each([
    { header: 'bytes=0-0', size: 10, range: { first: 0, last: 0 } },
    { header: 'bytes=2-5', size: 10, range: { first: 2, last: 5 } },
    { header: 'Bytes=2-', size: 10, range: { first: 2, last: 9 } },
    { header: 'bytes=2-100', size: 10, range: { first: 2, last: 9 } },
    { header: 'bytes=-3', size: 10, range: { first: 7, last: 9 } },
    { header: 'bytes=-100', size: 10, range: { first: 0, last: 9 } },
    { header: 'bytes=9-', size: 10, range: { first: 9, last: 9 } },
    { header: undefined, size: 10, range: undefined },
    { header: 'bytes=5-2', size: 10, range: undefined },
    { header: 'bytes=0-1,4-5', size: 10, range: undefined },
    { header: 'bytes=-', size: 10, range: undefined },
    { header: 'bytes=a-b', size: 10, range: undefined },
    { header: 'items=0-1', size: 10, range: undefined },
  ])('$header of $size bytes', ({ header, size, range }) => {
    expect(parseRange(header, size)).toEqual(range);
  });

  it.each([
    { header: 'bytes=10-', size: 10 },
    { header: 'bytes=10-20', size: 10 },
    { header: 'bytes=-0', size: 10 },
    { header: 'bytes=0-', size: 0 },
    { header: 'bytes=-1', size: 0 },
  ])('$header of $size bytes cannot be had', ({ header, size }) => {
    expect(() => parseRange(header, size)).toThrow(
      expect.objectContaining({
        code: 'InvalidRange',
        status: 416,
        extras: { RangeRequested: header, ActualObjectSize: String(size) },
        headers: { 'content-range': `bytes */${size}` },
      }),
    );
  });
});

describe('the range of a copy', () => {
  it('is inside the source', () => {
    expect(parseCopyRange('bytes=0-9', 10)).toEqual({ first: 0, last: 9 });
  });

  it.each(['bytes=0-10', 'bytes=5-2', 'bytes=5-', 'bytes=-5', '0-5'])('is not %s of 10 bytes', (header) => {
    expect(() => parseCopyRange(header, 10)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });
});
