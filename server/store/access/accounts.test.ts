import { describe, expect, it } from 'vitest';
import { type AccountsOptions, openAccounts } from './accounts.ts';

const now = Date.parse('2024-06-01T12:00:00Z');
const owner = { accessKeyId: 'root', secretAccessKey: 'the owner’s' };
const ann = { accessKeyId: 'ann', secretAccessKey: 'her secret' };
const sessionKey = Buffer.alloc(32, 7);
const open = (more: Partial<AccountsOptions> = {}) =>
  openAccounts({ owner, users: [ann], now: () => now, sessionKey, ...more });
const policy =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}';

function sessionOf(accessKeyId: string, policyText?: string) {
  const accounts = open();
  const issuer = accounts.find(accessKeyId);
  if (issuer === undefined) throw new Error(`${accessKeyId} is not known.`);
  return accounts.issue(issuer, 900, policyText);
}

describe('accounts', () => {
  it('are the owner and the users', () => {
    const accounts = open();
    expect(accounts.find('root')).toEqual({ ...owner, isOwner: true, userName: 'root' });
    expect(accounts.find('ann')).toEqual({ ...ann, isOwner: false, userName: 'ann' });
    expect(accounts.find('bob')).toBeUndefined();
    expect(accounts.find('ann', 'a token')).toBeUndefined();
  });

  it('leave the owner the owner when a user has the same name', () => {
    const usurper = { ...owner, secretAccessKey: 'another' };
    expect(open({ users: [usurper] }).find('root')).toMatchObject({ ...owner, isOwner: true });
  });
});

describe('a session', () => {
  it('has the rights of its user and no secret of theirs', () => {
    const session = sessionOf('ann');
    expect(session.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session.secretAccessKey).toMatch(/^[\w-]{43}$/);
    expect(open().find(session.accessKeyId, session.sessionToken)).toEqual({
      ...session,
      isOwner: false,
      userName: 'ann',
    });
    const inside = Buffer.from(session.sessionToken.split('.')[0] ?? '', 'base64url').toString();
    expect(inside).not.toContain(ann.secretAccessKey);
    expect(inside).not.toContain(session.secretAccessKey);
  });

  it('carries its policy', () => {
    const session = sessionOf('root', policy);
    expect(open().find(session.accessKeyId, session.sessionToken)?.sessionPolicy?.statements).toHaveLength(1);
  });

  it('outlives a restart with the same key', () => {
    const session = sessionOf('ann');
    expect(open().find(session.accessKeyId, session.sessionToken)?.userName).toBe('ann');
    expect(
      open({ sessionKey: Buffer.alloc(32, 8) }).find(session.accessKeyId, session.sessionToken),
    ).toBeUndefined();
  });

  it.each([
    { name: 'its user is gone', more: { users: [] } },
    { name: 'its user has another secret', more: { users: [{ ...ann, secretAccessKey: 'a new one' }] } },
  ])('ends when $name', ({ more }) => {
    const session = sessionOf('ann');
    expect(open(more).find(session.accessKeyId, session.sessionToken)).toBeUndefined();
  });

  it('cannot be made out of another', () => {
    const { accessKeyId, sessionToken } = sessionOf('ann', policy);
    const [body = '', seal = ''] = sessionToken.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const forged = (more: object) =>
      `${Buffer.from(JSON.stringify({ ...claims, ...more })).toString('base64url')}.${seal}`;
    for (const more of [{ policy: undefined }, { expires: now * 2 }, { userName: 'root' }]) {
      expect(open().find(accessKeyId, forged(more))).toBeUndefined();
    }
    expect(open().find(accessKeyId, `${body}.`)).toBeUndefined();
    expect(open().find(accessKeyId, sessionToken)).toBeDefined();
  });

  it.each(['', '.', 'x', '.x', 'bnVsbA.x', 'W10.x', 'e30.x'])('is not "%s"', (token) => {
    expect(open().find('ann', token)).toBeUndefined();
  });
});
