import type { Reply } from '../http/call.ts';
import { type Query, queryValue } from '../http/target.ts';
import type { Metadata } from '../metadata/database.ts';

const notTheBucket = Buffer.from('.health', 'utf8');

/**
 * What MinIO answers to whoever watches it: unsigned, the status alone. Undefined: no such path. A store of one
 * process is its own quorum, so with `maintenance` it says that it cannot be spared.
 * https://github.com/minio/minio/blob/master/docs/metrics/healthcheck/README.md
 */
export function healthReply(
  rawPath: string,
  query: Query,
  { tables }: Pick<Metadata, 'tables'>,
): Reply | undefined {
  const quorum = quorums[rawPath];
  if (quorum === undefined) return undefined;
  try {
    // Enough to see that the metadata still answers.
    tables.buckets.has(notTheBucket);
  } catch {
    return { status: 503, headers: { 'x-minio-server-status': 'offline' } };
  }
  const isLast = rawPath === clusterPath && queryValue(query, 'maintenance') === 'true';
  return { status: isLast ? 412 : 200, headers: quorum };
}

const clusterPath = '/minio/health/cluster';

/** With the headers of each. */
const quorums: Record<string, Record<string, string>> = {
  '/minio/health/live': {},
  '/minio/health/ready': {},
  [clusterPath]: { 'x-minio-write-quorum': '1' },
  '/minio/health/cluster/read': { 'x-minio-read-quorum': '1' },
};
