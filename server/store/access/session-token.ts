import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';

/** What a session is, sealed in its token so that nothing of it need be kept. */
export interface SessionClaims {
  accessKeyId: string;
  /** Who asked for it. */
  userName: string;
  /** Unix ms. */
  expires: number;
  /** The text of the session policy. */
  policy?: string;
}

/** Keys to seal with, each over the result of the one before. */
type SealingKeys = readonly Buffer[];

interface OpenedSession<I> {
  issuer: I;
  claims: SessionClaims;
  secretAccessKey: string;
  policy: Policy | undefined;
}

/** Such as STS gives: `ASIA` and 16 capitals and digits. */
export function sessionKeyId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `ASIA${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')}`;
}

/** The token is the claims in base64url, a dot, and their HMAC; the secret is another HMAC of the same. */
export function sealSession(
  claims: SessionClaims,
  keys: SealingKeys,
): { sessionToken: string; secretAccessKey: string } {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return {
    sessionToken: `${body}.${seal(keys, 'token', body).toString('base64url')}`,
    secretAccessKey: seal(keys, 'secret', body).toString('base64url'),
  };
}

/**
 * What a token says, or undefined when it was not sealed here. `findIssuer` gives the keys of the user whom the
 * token names; what it says counts only after its seal was compared, in constant time.
 */
export function openSession<I>(
  token: string,
  findIssuer: (userName: string) => { issuer: I; key: SealingKeys } | undefined,
): OpenedSession<I> | undefined {
  const [body = '', sealed = '', ...rest] = token.split('.');
  const claims = rest.length === 0 ? readClaims(body) : undefined;
  const found = claims && findIssuer(claims.userName);
  if (claims === undefined || found === undefined) return undefined;
  const expected = seal(found.key, 'token', body);
  const actual = Buffer.from(sealed, 'base64url');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
  return {
    issuer: found.issuer,
    claims,
    secretAccessKey: seal(found.key, 'secret', body).toString('base64url'),
    policy: claims.policy === undefined ? undefined : parsePolicy(claims.policy, 'identity'),
  };
}

function readClaims(body: string): SessionClaims | undefined {
  try {
    const claims = JSON.parse(
      Buffer.from(body, 'base64url').toString('utf8'),
    ) as Partial<SessionClaims> | null;
    return typeof claims?.userName === 'string' ? (claims as SessionClaims) : undefined;
  } catch {
    return undefined;
  }
}

function seal(keys: SealingKeys, purpose: 'token' | 'secret', body: string): Buffer {
  const key = keys.reduce((last, next) => createHmac('sha256', last).update(next).digest());
  return createHmac('sha256', key).update(`${purpose}\0${body}`).digest();
}
