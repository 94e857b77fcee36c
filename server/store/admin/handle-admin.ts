import type { Accounts } from '../access/accounts.ts';
import { authenticate } from '../auth/authenticate.ts';
import { arnOfTarget } from '../events/target-arn.ts';
import type { Reply, StoreContext } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import type { Target } from '../http/target.ts';
import { healthReply } from './health.ts';
import { serverInfo } from './server-info.ts';

export interface AdminRequest {
  method: string;
  headers: RequestHeaders;
  target: Target;
}

/** What the admin's answers need beside the store itself. */
export interface AdminContext {
  deploymentId: string;
  /** The names of the webhooks. */
  webhooks: readonly string[];
  /** Unix ms. */
  started: number;
}

const infoPath = '/minio/admin/v3/info';

/**
 * Answers what is MinIO's own and no S3: health, and to the owner what the server is. Undefined for everything else,
 * which is S3's: call it before the path is taken for a bucket and a key.
 */
export function handleAdmin(
  { method, headers, target }: AdminRequest,
  { metadata: { tables }, region, now }: Pick<StoreContext, 'metadata' | 'region' | 'now'>,
  accounts: Pick<Accounts, 'find'>,
  { deploymentId, webhooks, started }: AdminContext,
): Reply | undefined {
  const { rawPath, query } = target;
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (rawPath !== infoPath) return healthReply(rawPath, query, { tables });
  const account = authenticate({ ...target, method, headers }, accounts, now())?.account;
  if (account?.isOwner !== true || account.sessionPolicy !== undefined) {
    throw new S3Error('AccessDenied', 'What the server is, its owner alone may see.');
  }
  const info = serverInfo({
    tables,
    region,
    deploymentId,
    targetArns: webhooks.map(arnOfTarget),
    endpoint: headers.get('host') ?? 'localhost',
    uptime: Math.floor((now() - started) / 1000),
  });
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(info) };
}
