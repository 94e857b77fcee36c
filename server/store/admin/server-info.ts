import { listBucketRecords } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { beyond } from '../metadata/row-keys.ts';
import { pailVersion } from './pail-version.ts';

export interface ServerInfoSource {
  tables: Tables;
  region: string;
  deploymentId: string;
  /** ARNs that notifications can be sent to. */
  targetArns: readonly string[];
  /** Such as `127.0.0.1:7351`. */
  endpoint: string;
  /** Seconds. */
  uptime: number;
}

/** More objects than this are not counted for one answer: everybody else would wait for it. */
const maxCounted = 10_000;

type Count = { count: number } | { count: 0; error: string };

/**
 * What MinIO's admin API says of a server, as far as it is true of this one.
 * https://github.com/minio/madmin-go/blob/main/info-commands.go
 */
export function serverInfo({ tables, region, deploymentId, targetArns, endpoint, uptime }: ServerInfoSource) {
  const { objects, usage } = countObjects(tables);
  return {
    mode: 'online',
    region,
    sqsARN: targetArns,
    deploymentID: deploymentId,
    buckets: { count: [...listBucketRecords(tables, '')].length },
    objects,
    usage,
    backend: { backendType: 'FS', onlineDisks: 1, offlineDisks: 0 },
    servers: [
      {
        state: 'online',
        endpoint,
        uptime,
        version: `Pail ${pailVersion}`,
        commitID: '',
        network: { [endpoint]: 'online' },
        drives: [],
      },
    ],
  };
}

function countObjects(tables: Tables): {
  objects: Count;
  usage: { size: number } | { size: 0; error: string };
} {
  let count = 0;
  let size = 0;
  const everything = { start: Buffer.from([0]), end: beyond(Buffer.from([0xfe])) };
  for (const { value } of tables.objects.range(everything)) {
    count += 1;
    size += value.size;
    if (count > maxCounted) {
      const error = `There are more than ${maxCounted} objects: they are not counted here.`;
      return { objects: { count: 0, error }, usage: { size: 0, error } };
    }
  }
  return { objects: { count }, usage: { size } };
}
