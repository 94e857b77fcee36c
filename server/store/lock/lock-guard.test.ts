import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { withDefaultRetention } from './default-retention.ts';
import { lockRefusal } from './lock-guard.ts';
import { lockHeaders } from './lock-headers.ts';
import type { LockSetting, ObjectLock } from './object-lock.ts';

const now = Date.parse('2028-02-29T12:00:00.500Z');
const governance = (until: number): ObjectLock => ({ retention: { mode: 'GOVERNANCE', until } });
const compliance = (until: number): ObjectLock => ({ retention: { mode: 'COMPLIANCE', until } });

describe('a version', () => {
  it.each<{ name: string; lock: ObjectLock | undefined; bypass?: boolean; refused: boolean }>([
    { name: 'without a lock', lock: undefined, refused: false },
    { name: 'with an empty lock', lock: {}, refused: false },
    { name: 'with a hold', lock: { legalHold: 'ON' }, refused: true },
    { name: 'with a hold, past which nothing gets', lock: { legalHold: 'ON' }, bypass: true, refused: true },
    { name: 'with a hold that is off', lock: { legalHold: 'OFF' }, refused: false },
    { name: 'under GOVERNANCE', lock: governance(now + 1), refused: true },
    { name: 'under GOVERNANCE, bypassed', lock: governance(now + 1), bypass: true, refused: false },
    { name: 'whose GOVERNANCE has ended', lock: governance(now), refused: false },
    { name: 'under COMPLIANCE', lock: compliance(now + 1), refused: true },
    {
      name: 'under COMPLIANCE, past which nothing gets',
      lock: compliance(now + 1),
      bypass: true,
      refused: true,
    },
    { name: 'whose COMPLIANCE has ended', lock: compliance(now), refused: false },
    { name: 'held after its retention', lock: { ...compliance(now), legalHold: 'ON' }, refused: true },
    { name: 'retained after its hold', lock: { ...governance(now + 1), legalHold: 'OFF' }, refused: true },
    {
      name: 'held, and only its GOVERNANCE bypassed',
      lock: { ...governance(now + 1), legalHold: 'ON' },
      bypass: true,
      refused: true,
    },
  ])('$name: refused $refused', ({ lock, bypass = false, refused }) => {
    const refusal = lockRefusal(lock, now, bypass);
    expect(refusal === undefined).toBe(!refused);
    if (refused) {
      expect(refusal).toMatchObject({
        code: 'AccessDenied',
        status: 403,
        inMinio: {
          code: 'InvalidRequest',
          status: 400,
          message: 'Object is WORM protected and cannot be overwritten',
        },
      });
    }
  });

  const retained = compliance(now);
  it.each<{ lock: ObjectLock | undefined; profile?: Profile; headers: Record<string, string> }>([
    { lock: undefined, headers: {} },
    { lock: { legalHold: 'ON' }, headers: { 'x-amz-object-lock-legal-hold': 'ON' } },
    { lock: { legalHold: 'OFF' }, headers: { 'x-amz-object-lock-legal-hold': 'OFF' } },
    { lock: { legalHold: 'OFF' }, profile: 'minio', headers: {} },
    { lock: { legalHold: 'ON' }, profile: 'minio', headers: { 'x-amz-object-lock-legal-hold': 'ON' } },
    {
      lock: { ...retained, legalHold: 'ON' },
      headers: {
        'x-amz-object-lock-mode': 'COMPLIANCE',
        'x-amz-object-lock-retain-until-date': '2028-02-29T12:00:00.500Z',
        'x-amz-object-lock-legal-hold': 'ON',
      },
    },
  ])('with $lock says $headers', ({ lock, profile, headers }) => {
    expect(lockHeaders(lock, profile)).toEqual(headers);
  });
});

describe('the default retention', () => {
  const days: LockSetting = { defaultRetention: { mode: 'GOVERNANCE', days: 2 } };
  const years: LockSetting = { defaultRetention: { mode: 'COMPLIANCE', years: 1 } };
  it.each<{
    name: string;
    lock?: ObjectLock;
    setting: LockSetting | undefined;
    profile?: Profile;
    result: ObjectLock | undefined;
  }>([
    { name: 'of a bucket without Object Lock', setting: undefined, result: undefined },
    { name: 'that is not set', setting: {}, result: undefined },
    { name: 'in days', setting: days, result: governance(Date.parse('2028-03-02T12:00:00.500Z')) },
    { name: 'in years', setting: years, result: compliance(Date.parse('2029-03-01T12:00:00.500Z')) },
    { name: 'beside a retention', lock: governance(now + 5), setting: years, result: governance(now + 5) },
    {
      name: 'beside a hold',
      lock: { legalHold: 'ON' },
      setting: days,
      result: { ...governance(Date.parse('2028-03-02T12:00:00.500Z')), legalHold: 'ON' },
    },
    {
      name: 'beside a hold in MinIO',
      lock: { legalHold: 'ON' },
      setting: days,
      profile: 'minio',
      result: { legalHold: 'ON' },
    },
    {
      name: 'alone in MinIO',
      setting: days,
      profile: 'minio',
      result: governance(Date.parse('2028-03-02T12:00:00.500Z')),
    },
  ])('$name', ({ lock, setting, profile = 'aws', result }) => {
    expect(withDefaultRetention(lock, setting, now, profile)).toEqual(result);
  });
});
