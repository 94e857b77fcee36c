import { ownerId } from '../http/call.ts';
import type { Account } from './accounts.ts';
import { malformedPolicy } from './malformed-policy.ts';
import type { Principal } from './policy.ts';

/** Kinds that AWS has. Of these only `AWS` and `CanonicalUser` can be anyone here. */
const kinds = ['AWS', 'CanonicalUser', 'Service', 'Federated'];

/**
 * `"*"`, or `{"AWS": …}` with `*`, ARNs of users, or their plain names.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html
 */
export function parsePrincipal(value: unknown): Principal[] {
  if (value === '*') return [{ kind: 'everyone' }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalidPrincipal(value);
  const entries = Object.entries(value);
  if (entries.length === 0) throw malformedPolicy('Principal names nobody.');
  return entries.flatMap(([kind, named]) => {
    if (!kinds.includes(kind)) throw malformedPolicy(`A Principal of the kind ${kind} is not known.`);
    const names: unknown[] = Array.isArray(named) ? named : [named];
    if (names.length === 0) throw malformedPolicy('Principal names nobody.');
    return names.map((name) => {
      if (typeof name !== 'string' || name === '') throw invalidPrincipal(name);
      if (kind === 'AWS') return awsPrincipal(name);
      return { kind: kind === 'CanonicalUser' && name === ownerId ? 'owner' : 'nobody' };
    });
  });
}

function awsPrincipal(name: string): Principal {
  if (name === '*') return { kind: 'everyone' };
  const [, resource] = /^arn:aws:iam::\d{0,12}:(.+)$/.exec(name) ?? [];
  if (resource === 'root' || /^\d{12}$/.test(name)) return { kind: 'owner' };
  const [, userName] = /^user\/(?:.*\/)?([^/*?]+)$/.exec(resource ?? '') ?? [];
  if (userName !== undefined) return { kind: 'user', userName };
  if (/^arn:aws:(?:iam|sts)::\d{12}:(?:role|assumed-role|federated-user)\/./.test(name))
    return { kind: 'nobody' };
  if (/^[A-Za-z0-9._+=@-]+$/.test(name)) return { kind: 'user', userName: name };
  throw invalidPrincipal(name);
}

/** An anonymous request is made by nobody in particular, whom `everyone` includes. */
export function isPrincipal(principal: Principal, account: Account | undefined): boolean {
  switch (principal.kind) {
    case 'everyone':
      return true;
    case 'owner':
      return account?.isOwner === true;
    case 'user':
      return account?.userName === principal.userName;
    case 'nobody':
      return false;
  }
}

const invalidPrincipal = (value: unknown) =>
  malformedPolicy(`${JSON.stringify(value) ?? 'Nothing'} is not a Principal.`);
