import { describe, expect, test } from 'vitest';
import { partBounds, planParts } from './part-plan.ts';

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
