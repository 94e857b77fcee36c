import type { Query } from '../../http/target.ts';
import type { Tag } from '../../tagging/tags.ts';
import type { Account } from '../accounts.ts';
import type { RequestContext } from '../condition-keys.ts';

export const account = (userName: string, more: Partial<Account> = {}): Account => ({
  accessKeyId: userName,
  secretAccessKey: 'a secret',
  isOwner: false,
  userName,
  ...more,
});

export interface Asked {
  /** The name of a user; without one the request is anonymous. */
  user?: string;
  headers?: Record<string, string>;
  query?: Query;
  address?: string;
  isSecure?: boolean;
  now?: string;
  tags?: readonly Tag[];
  versionId?: string;
}

/** A request from 203.0.113.9 at noon on the first of June 2024, but for what is said otherwise. */
export const requestContext = ({
  user,
  headers = {},
  query = [],
  address = '203.0.113.9',
  isSecure = false,
  now = '2024-06-01T12:00:00Z',
  tags,
  versionId,
}: Asked = {}): RequestContext => ({
  account: user === undefined ? undefined : account(user),
  headers: new Map(Object.entries(headers)),
  query,
  address,
  isSecure,
  now: Date.parse(now),
  objectTags: () => tags,
  versionId,
});
