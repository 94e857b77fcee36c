import type { CallOptions } from '../../call-options.ts';
import { StorageError } from '../../errors.ts';
import type { NotificationTargets } from '../../events/event-types.ts';
import { readBytes } from '../../http/read-body.ts';
import type { S3Caller } from '../caller.ts';

/**
 * The destinations that a server was started with. `not-supported` where nothing of the kind answers, else what
 * refuses it: mostly `access-denied`, because this is the administrator's. API: MinIO's admin info, which is plain
 * JSON and signed in headers like any call.
 */
export async function notificationTargets(
  caller: S3Caller,
  options?: CallOptions,
): Promise<NotificationTargets> {
  const { body } = await caller.plain(
    { method: 'GET', bucket: 'minio', key: 'admin/v3/info', query: {}, headers: {} },
    options,
  );
  const text = new TextDecoder().decode(await readBytes(body));
  const { sqsARN: arns, servers } = parse(text);
  if (!Array.isArray(arns)) throw new StorageError('not-supported');
  const version: unknown = Array.isArray(servers) ? servers[0]?.version : undefined;
  const isPail = typeof version === 'string' && version.startsWith('Pail ');
  return {
    arns: arns.filter((arn) => typeof arn === 'string'),
    names: isPail ? 'aws-and-minio' : 'minio',
  };
}

function parse(text: string): { sqsARN?: unknown; servers?: unknown } {
  try {
    return JSON.parse(text) ?? {};
  } catch (cause) {
    throw new StorageError('not-supported', { cause });
  }
}
