import { randomBytes } from 'node:crypto';
import type { Policy } from './policy.ts';
import { openSession, type SessionClaims, sealSession, sessionKeyId } from './session-token.ts';

/** A key pair that requests may be signed with, and whose rights go with it. */
export interface Account {
  accessKeyId: string;
  secretAccessKey: string;
  /** The store's owner, or a session of the owner's: no bucket policy binds it, a session policy does. */
  isOwner: boolean;
  /** What policies name it by. For a session: the user who asked for it. */
  userName: string;
  /** What the user may do whatever the buckets' policies say. */
  userPolicy?: Policy;
  /** Of a session: every request must carry it. */
  sessionToken?: string;
  /** Of a session: when it ends, in Unix ms. */
  expires?: number;
  /** Of a session: it may do nothing that this does not allow. */
  sessionPolicy?: Policy;
}

export interface StoreUser {
  accessKeyId: string;
  secretAccessKey: string;
  policy?: Policy;
}

export interface Accounts {
  /**
   * The key pair of this name. A session is found by its token alone, so without the right one there is none; a
   * session that is over is still found.
   */
  find(accessKeyId: string, sessionToken?: string): Account | undefined;
  /** A new session for a user or the owner, for this many seconds. `policyText` was parsed before. */
  issue(issuer: Account, durationSeconds: number, policyText?: string): Required<SessionCredentials>;
}

type SessionCredentials = Pick<Account, 'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'expires'>;

export interface AccountsOptions {
  owner: { accessKeyId: string; secretAccessKey: string };
  users?: readonly StoreUser[];
  /** Unix ms. */
  now: () => number;
  /** Seals session tokens: 32 bytes. Sessions outlive a restart only when the key is the same then. */
  sessionKey?: Buffer;
}

/** Everyone whom the store knows. Sessions are not kept: what they are is in their tokens. */
export function openAccounts({
  owner,
  users = [],
  now,
  sessionKey = randomBytes(32),
}: AccountsOptions): Accounts {
  const known = new Map<string, Account>();
  for (const { accessKeyId, secretAccessKey, policy } of users) {
    known.set(accessKeyId, {
      accessKeyId,
      secretAccessKey,
      isOwner: false,
      userName: accessKeyId,
      ...(policy && { userPolicy: policy }),
    });
  }
  known.set(owner.accessKeyId, { ...owner, isOwner: true, userName: owner.accessKeyId });

  return {
    find(accessKeyId, sessionToken) {
      if (sessionToken === undefined) return known.get(accessKeyId);
      const session = openSession(sessionToken, (userName) => {
        const issuer = known.get(userName);
        return issuer && { issuer, key: issuerKey(issuer) };
      });
      if (session?.claims.accessKeyId !== accessKeyId) return undefined;
      const { issuer, claims, secretAccessKey, policy } = session;
      return {
        ...issuer,
        accessKeyId,
        secretAccessKey,
        sessionToken,
        expires: claims.expires,
        ...(policy && { sessionPolicy: policy }),
      };
    },
    issue(issuer, durationSeconds, policyText) {
      const claims: SessionClaims = {
        accessKeyId: sessionKeyId(),
        userName: issuer.userName,
        expires: now() + durationSeconds * 1000,
        ...(policyText !== undefined && { policy: policyText }),
      };
      return { ...claimsCredentials(claims), ...sealSession(claims, issuerKey(issuer)) };
    },
  };

  /** A user who is gone or has another secret takes the sessions along. */
  function issuerKey({ userName, secretAccessKey }: Account): Buffer[] {
    return [sessionKey, Buffer.from(`${userName}\0${secretAccessKey}`)];
  }
}

const claimsCredentials = ({ accessKeyId, expires }: SessionClaims) => ({ accessKeyId, expires });
