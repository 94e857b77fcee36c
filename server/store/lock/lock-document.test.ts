import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import type { S3Error } from '../http/s3-error.ts';
import { lockDocument, readLegalHold, readLockDocument } from './lock-document.ts';
import type { LockSetting, Retention } from './object-lock.ts';
import { retentionChangeRefusal } from './retention-change.ts';
import { readRetention, retentionDocument } from './retention-document.ts';

const now = Date.parse('2026-05-01T00:00:00Z');

function codesOf(act: () => unknown): Record<Profile, string | undefined> {
  try {
    act();
    return { aws: undefined, minio: undefined };
  } catch (error) {
    const { code, inMinio } = error as S3Error;
    return { aws: code, minio: inMinio?.code ?? code };
  }
}

describe("a bucket's Object Lock configuration", () => {
  it.each<LockSetting>([
    {},
    { defaultRetention: { mode: 'GOVERNANCE', days: 1 } },
    { defaultRetention: { mode: 'COMPLIANCE', days: 36_500 } },
    { defaultRetention: { mode: 'GOVERNANCE', years: 100 } },
  ])('%j is read back as it was', (setting) => {
    expect(readLockDocument(Buffer.from(lockDocument(setting)))).toEqual(setting);
  });

  const enabled = '<ObjectLockEnabled>Enabled</ObjectLockEnabled>';
  const rule = (retention: string) =>
    `${enabled}<Rule><DefaultRetention>${retention}</DefaultRetention></Rule>`;
  const governance = '<Mode>GOVERNANCE</Mode>';
  it.each([
    ['', 'MalformedXML'],
    ['<ObjectLockEnabled>Disabled</ObjectLockEnabled>', 'MalformedXML'],
    [`${enabled}<Rule/>`, 'MalformedXML'],
    [rule('') + rule(''), 'MalformedXML'],
    [rule('<Days>1</Days>'), 'MalformedXML'],
    [rule('<Mode>governance</Mode><Days>1</Days>'), 'MalformedXML'],
    [rule(governance), 'MalformedXML'],
    [rule(`${governance}<Days>1</Days><Years>1</Years>`), 'MalformedXML'],
    [rule(`${governance}<Days>1.5</Days>`), 'MalformedXML'],
    [rule(`${governance}<Days>0</Days>`), 'InvalidRetentionPeriod'],
    [rule(`${governance}<Days>-1</Days>`), 'InvalidRetentionPeriod'],
    [rule(`${governance}<Days>36501</Days>`), 'InvalidRetentionPeriod'],
    [rule(`${governance}<Years>0</Years>`), 'InvalidRetentionPeriod'],
    [rule(`${governance}<Years>101</Years>`), 'InvalidRetentionPeriod'],
  ])('with %s is %s', (content, code) => {
    const document = Buffer.from(`<ObjectLockConfiguration>${content}</ObjectLockConfiguration>`);
    expect(codesOf(() => readLockDocument(document))).toEqual({ aws: code, minio: 'InvalidArgument' });
  });
});

describe("a version's lock", () => {
  const retention = (content: string) => Buffer.from(`<Retention>${content}</Retention>`);
  const until = (text: string) => `<Mode>COMPLIANCE</Mode><RetainUntilDate>${text}</RetainUntilDate>`;

  it('has a retention that is read back as it was, or none', () => {
    const given: Retention = { mode: 'COMPLIANCE', until: now + 1 };
    expect(readRetention(Buffer.from(retentionDocument(given)), now)).toEqual(given);
    expect(readRetention(retention(''), now)).toBeUndefined();
  });

  it.each([
    ['<Mode>GOVERNANCE</Mode>', 'MalformedXML'],
    ['<RetainUntilDate>2030-01-01T00:00:00Z</RetainUntilDate>', 'MalformedXML'],
    ['<Mode>FOREVER</Mode><RetainUntilDate>2030-01-01T00:00:00Z</RetainUntilDate>', 'MalformedXML'],
    [until('tomorrow'), 'MalformedXML'],
    [until('2030-13-01T00:00:00Z'), 'MalformedXML'],
    [until('2026-05-01T00:00:00Z'), 'InvalidArgument'],
    [until('2020-01-01T00:00:00Z'), 'InvalidArgument'],
  ])('is refused a retention of %s: %s', (content, code) => {
    expect(codesOf(() => readRetention(retention(content), now))).toEqual({
      aws: code,
      minio: 'MalformedXML',
    });
  });

  it.each(['ON', 'OFF'])('is held %s', (status) => {
    expect(readLegalHold(Buffer.from(`<LegalHold><Status>${status}</Status></LegalHold>`))).toBe(status);
  });

  it.each(['<LegalHold/>', '<LegalHold><Status>on</Status></LegalHold>', '<Hold><Status>ON</Status></Hold>'])(
    'is not held by %s',
    (document) => {
      expect(codesOf(() => readLegalHold(Buffer.from(document))).aws).toBe('MalformedXML');
    },
  );
});

describe('a change of retention', () => {
  const governance = (ms: number): Retention => ({ mode: 'GOVERNANCE', until: now + ms });
  const compliance = (ms: number): Retention => ({ mode: 'COMPLIANCE', until: now + ms });

  it.each<{ from?: Retention; to?: Retention; refused: boolean; bypassed?: boolean }>([
    { from: undefined, to: undefined, refused: false, bypassed: false },
    { from: undefined, to: compliance(5), refused: false, bypassed: false },
    { from: governance(0), to: undefined, refused: false, bypassed: false },
    { from: compliance(0), to: governance(5), refused: false, bypassed: false },
    { from: compliance(0), to: undefined, refused: false, bypassed: false },
    { from: governance(5), to: governance(5), refused: false, bypassed: false },
    { from: governance(5), to: governance(6), refused: false, bypassed: false },
    { from: governance(5), to: governance(4), refused: true, bypassed: false },
    { from: governance(5), to: undefined, refused: true, bypassed: false },
    { from: governance(5), to: compliance(5), refused: true, bypassed: false },
    { from: governance(5), to: compliance(9), refused: true, bypassed: false },
    { from: compliance(5), to: compliance(5), refused: false, bypassed: false },
    { from: compliance(5), to: compliance(6), refused: false, bypassed: false },
    { from: compliance(5), to: compliance(4), refused: true, bypassed: true },
    { from: compliance(5), to: governance(9), refused: true, bypassed: true },
    { from: compliance(5), to: undefined, refused: true, bypassed: true },
  ])(
    'from $from to $to: refused $refused, also to who bypasses $bypassed',
    ({ from, to, refused, bypassed }) => {
      const refusal = retentionChangeRefusal(from, to, now, false);
      expect(refusal !== undefined).toBe(refused);
      if (refused)
        expect(refusal).toMatchObject({ code: 'AccessDenied', inMinio: { code: 'InvalidRequest' } });
      expect(retentionChangeRefusal(from, to, now, true) !== undefined).toBe(bypassed);
    },
  );
});
