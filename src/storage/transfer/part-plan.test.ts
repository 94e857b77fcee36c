import { describe, expect, test } from 'vitest';
import { partBounds, planBlocks, planParts, planUpload } from './part-plan.ts';

const MiB = 1024 ** 2;
const GiB = 1024 ** 3;
const TiB = 1024 ** 4;
const s3 = { minPartSize: 5 * MiB, maxParts: 10_000, maxObjectSize: 5 * TiB };

describe('planParts', () => {
  test.each([
    { name: 'empty', size: 0 },
    { name: 'one byte', size: 1 },
    { name: 'one part less a byte', size: 16 * MiB - 1 },
    { name: 'one part', size: 16 * MiB },
  ])('$name goes in one request', ({ size }) => {
    expect(planParts(size, s3)).toEqual({ kind: 'single' });
  });

  test.each([
    { name: 'one part and a byte', size: 16 * MiB + 1, partMiB: 16, partCount: 2 },
    { name: 'two parts', size: 32 * MiB, partMiB: 16, partCount: 2 },
    { name: '1 GiB', size: GiB, partMiB: 16, partCount: 64 },
    { name: '156.25 GiB less a byte', size: 156.25 * GiB - 1, partMiB: 16, partCount: 10_000 },
    { name: '156.25 GiB', size: 156.25 * GiB, partMiB: 16, partCount: 10_000 },
    { name: '156.25 GiB and a byte', size: 156.25 * GiB + 1, partMiB: 17, partCount: 9_412 },
    { name: '1 TiB', size: TiB, partMiB: 105, partCount: 9_987 },
    { name: '5 TiB', size: 5 * TiB, partMiB: 525, partCount: 9_987 },
  ])('$name goes in $partCount parts of $partMiB MiB', ({ size, partMiB, partCount }) => {
    expect(planParts(size, s3)).toEqual({ kind: 'parts', partSize: partMiB * MiB, partCount });
  });

  test('over 5 TiB is refused, with and without multipart', () => {
    expect(planParts(5 * TiB + 1, s3)).toEqual({ kind: 'too-large', maxObjectSize: 5 * TiB });
    expect(planParts(5 * TiB + 1, undefined)).toEqual({ kind: 'too-large', maxObjectSize: 5 * TiB });
  });

  test('a protocol without multipart gets one request, whatever the size', () => {
    expect(planParts(GiB, undefined)).toEqual({ kind: 'single' });
  });

  test('the limits of the server at hand are kept', () => {
    expect(planParts(100 * MiB, { ...s3, minPartSize: 64 * MiB + 1 })).toEqual({
      kind: 'parts',
      partSize: 65 * MiB,
      partCount: 2,
    });
    expect(planParts(100 * MiB, { ...s3, maxParts: 3 })).toEqual({
      kind: 'parts',
      partSize: 34 * MiB,
      partCount: 3,
    });
    expect(planParts(20 * MiB, { ...s3, minPartSize: 32 * MiB })).toEqual({ kind: 'single' });
  });

  test.each([16 * MiB + 1, 156.25 * GiB, 156.25 * GiB + 1, 777_777_777_777, 5 * TiB])(
    'the parts of %d bytes cover it without a gap, and only the last is smaller',
    (size) => {
      const plan = planParts(size, s3);
      if (plan.kind !== 'parts') throw new Error('expected parts');
      expect(plan.partCount).toBeLessThanOrEqual(10_000);
      let covered = 0;
      for (let partNumber = 1; partNumber <= plan.partCount; partNumber++) {
        const { start, end } = partBounds(partNumber, plan.partSize, size);
        if (start !== covered || end <= start) throw new Error(`gap before part ${partNumber}`);
        if (partNumber < plan.partCount && end - start !== plan.partSize)
          throw new Error(`part ${partNumber}`);
        covered = end;
      }
      expect(covered).toBe(size);
    },
  );
});

describe('planBlocks', () => {
  const KiB = 1024;
  const want = {
    minBlockSize: 100 * KiB,
    usualBlockSize: 4 * MiB,
    maxBlockSize: 10 * MiB,
    maxSingleSize: 10 * MiB,
  };

  test.each([0, 1, 100 * KiB - 1, 4 * MiB, 10 * MiB])('%d bytes go in one request', (size) => {
    expect(planBlocks(size, want)).toEqual({ kind: 'single' });
  });

  test.each([
    { name: '10 MiB and a byte', size: 10 * MiB + 1, partSize: 4 * MiB, partCount: 3 },
    { name: '12 MiB', size: 12 * MiB, partSize: 4 * MiB, partCount: 3 },
    { name: '300 MiB', size: 300 * MiB, partSize: 4 * MiB, partCount: 75 },
    { name: '512 MiB', size: 512 * MiB, partSize: 4 * MiB, partCount: 128 },
    { name: '512 MiB and a byte', size: 512 * MiB + 1, partSize: 4 * MiB + KiB, partCount: 128 },
    { name: '1 GiB', size: GiB, partSize: 8 * MiB, partCount: 128 },
    { name: '4 GiB', size: 4 * GiB, partSize: 10 * MiB, partCount: 410 },
    { name: '97.66 GiB', size: 100_000 * MiB, partSize: 10 * MiB, partCount: 10_000 },
  ])('$name goes in $partCount blocks of $partSize bytes', ({ size, partSize, partCount }) => {
    expect(planBlocks(size, want)).toEqual({ kind: 'blocks', partSize, partCount });
  });

  test.each([
    { size: 40_000 * MiB, partSize: 4 * MiB, partCount: 10_000 },
    { size: 40_000 * MiB + 1, partSize: 4 * MiB + KiB, partCount: 9_998 },
  ])('what was asked for grows where $size bytes would be too many blocks', ({ size, ...plan }) => {
    expect(planBlocks(size, want, 4 * MiB)).toEqual({ kind: 'blocks', ...plan });
  });

  test('more than the largest blocks hold is refused', () => {
    expect(planBlocks(100_000 * MiB + 1, want)).toEqual({
      kind: 'too-large',
      maxObjectSize: 100_000 * MiB,
    });
  });

  test.each([
    { wanted: 100 * KiB, partSize: 100 * KiB },
    { wanted: 100 * KiB + 1, partSize: 101 * KiB },
    { wanted: 1, partSize: 100 * KiB },
    { wanted: 10 * MiB, partSize: 10 * MiB },
    { wanted: 11 * MiB, partSize: 10 * MiB },
  ])('blocks of $wanted bytes are asked for, of $partSize sent', ({ wanted, partSize }) => {
    expect(planBlocks(300 * MiB, want, wanted)).toMatchObject({ kind: 'blocks', partSize });
  });

  test('a driver with parts takes parts, one with blocks blocks, one with neither the whole', () => {
    expect(planUpload(20 * MiB, { multipart: s3, blocks: want }, {})).toMatchObject({ kind: 'parts' });
    expect(planUpload(20 * MiB, { blocks: want }, { blockSize: MiB })).toMatchObject({
      kind: 'blocks',
      partCount: 20,
    });
    expect(planUpload(20 * MiB, {}, {})).toEqual({ kind: 'single' });
  });
});
