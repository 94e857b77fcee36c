import { describe, expect, it } from 'vitest';
import type { S3Error } from '../http/s3-error.ts';
import { planPayload } from '../payload/payload-plan.ts';
import type { ObjectLock } from './object-lock.ts';
import { checkLockedPut, requestedLock } from './requested-lock.ts';

const now = Date.parse('2026-05-01T00:00:00Z');
const future = '2026-05-01T00:00:01Z';
const mode = 'x-amz-object-lock-mode';
const date = 'x-amz-object-lock-retain-until-date';
const hold = 'x-amz-object-lock-legal-hold';

describe('the lock that headers ask for', () => {
  it.each<{ headers: Record<string, string>; lock: ObjectLock | undefined }>([
    { headers: {}, lock: undefined },
    { headers: { [hold]: 'ON' }, lock: { legalHold: 'ON' } },
    { headers: { [hold]: 'OFF' }, lock: { legalHold: 'OFF' } },
    {
      headers: { [mode]: 'GOVERNANCE', [date]: future },
      lock: { retention: { mode: 'GOVERNANCE', until: now + 1000 } },
    },
    {
      headers: { [mode]: 'COMPLIANCE', [date]: '2026-05-01T03:00:00.250+02:00', [hold]: 'ON' },
      lock: { retention: { mode: 'COMPLIANCE', until: now + 3_600_250 }, legalHold: 'ON' },
    },
  ])('$headers', ({ headers, lock }) => {
    expect(requestedLock(new Map(Object.entries(headers)), true, now)).toEqual(lock);
  });

  it('is none where nothing is asked of a bucket without Object Lock', () => {
    expect(requestedLock(new Map([['content-type', 'text/plain']]), false, now)).toBeUndefined();
  });

  it.each<{ headers: Record<string, string>; hasLock?: boolean; code?: string }>([
    { headers: { [mode]: 'GOVERNANCE' } },
    { headers: { [date]: future } },
    { headers: { [mode]: 'governance', [date]: future } },
    { headers: { [mode]: '', [date]: future } },
    { headers: { [mode]: 'GOVERNANCE', [date]: 'tomorrow' } },
    { headers: { [mode]: 'GOVERNANCE', [date]: '2027-05-01' } },
    { headers: { [mode]: 'GOVERNANCE', [date]: '2027-05-01T00:00:00' } },
    { headers: { [mode]: 'GOVERNANCE', [date]: '2027-02-30T00:00:00Z' } },
    { headers: { [mode]: 'GOVERNANCE', [date]: '2026-05-01T00:00:00Z' } },
    { headers: { [mode]: 'COMPLIANCE', [date]: '2020-01-01T00:00:00Z' } },
    { headers: { [hold]: 'on' } },
    { headers: { [hold]: 'ON' }, hasLock: false, code: 'InvalidRequest' },
    { headers: { [mode]: 'GOVERNANCE', [date]: future }, hasLock: false, code: 'InvalidRequest' },
  ])('is refused: $headers', ({ headers, hasLock = true, code = 'InvalidArgument' }) => {
    let refusal: S3Error | undefined;
    try {
      requestedLock(new Map(Object.entries(headers)), hasLock, now);
    } catch (error) {
      refusal = error as S3Error;
    }
    expect(refusal).toMatchObject({ code, status: 400 });
    // MinIO says InvalidRequest of all of them.
    expect((refusal?.inMinio ?? refusal)?.code).toBe('InvalidRequest');
  });
});

describe('a PUT with a lock', () => {
  const lock: ObjectLock = { legalHold: 'ON' };
  const plan = (headers: Record<string, string>) =>
    planPayload(new Map(Object.entries(headers)), 'UNSIGNED-PAYLOAD', 'body');

  it('takes a hash of its body, but not from MinIO clients', () => {
    expect(() => checkLockedPut(lock, plan({}), 'aws')).toThrow(
      expect.objectContaining({ code: 'InvalidRequest' }),
    );
    expect(() => checkLockedPut(lock, plan({}), 'minio')).not.toThrow();
    expect(() => checkLockedPut(undefined, plan({}), 'aws')).not.toThrow();
    for (const [name, value] of [
      ['content-md5', 'XUFAKrxLKna5cZ2REBfFkg=='],
      ['x-amz-checksum-crc32', 'NhCmhg=='],
    ] as const) {
      expect(() => checkLockedPut(lock, plan({ [name]: value }), 'aws')).not.toThrow();
    }
    const signed = planPayload(new Map(), 'a'.repeat(64), 'body');
    expect(() => checkLockedPut(lock, signed, 'aws')).not.toThrow();
  });
});
