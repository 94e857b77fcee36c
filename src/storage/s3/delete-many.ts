import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import SparkMD5 from 'spark-md5';
import type { CallOptions } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { DeleteOutcome } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { fitsInXml } from './keys.ts';
import { contentMd5 } from './object-head.ts';
import { deleteObject } from './objects.ts';

const batchSize = 1000;

type Verdicts = Map<string, { code: string; message: string } | 'deleted'>;

/** Servers of several makes insist on Content-MD5 here, which the SDK leaves out. */
export function addContentMd5(command: DeleteObjectsCommand): void {
  command.middlewareStack.add(
    (next) => async (step) => {
      const request = step.request as { body: string; headers: Record<string, string> };
      request.headers['content-md5'] = contentMd5(SparkMD5.hash(request.body));
      return next(step);
    },
    { step: 'build', name: 'contentMd5' },
  );
}

/** One request for up to 1,000 keys. */
async function deleteBatch(
  caller: S3Caller,
  bucket: string,
  keys: string[],
  options?: CallOptions,
): Promise<Verdicts> {
  const command = new DeleteObjectsCommand({
    Bucket: bucket,
    Delete: { Objects: keys.map((key) => ({ Key: key })) },
  });
  addContentMd5(command);
  const { Deleted = [], Errors = [] } = await caller.send(command, options);
  const verdicts: Verdicts = new Map();
  for (const { Key } of Deleted) if (Key !== undefined) verdicts.set(Key, 'deleted');
  for (const { Key, Code = 'unknown', Message = '' } of Errors) {
    if (Key !== undefined) verdicts.set(Key, { code: Code, message: Message });
  }
  return verdicts;
}

/** For keys that the XML of a batch cannot carry. */
async function deleteAlone(
  caller: S3Caller,
  bucket: string,
  key: string,
  options?: CallOptions,
): Promise<Verdicts> {
  try {
    await deleteObject(caller, { bucket, key }, options);
    return new Map([[key, 'deleted']]);
  } catch (error) {
    // A refusal of this key is its verdict; without an answer there is none on any key.
    if (!(error instanceof StorageError) || (error.status === undefined && error.code !== 'key-refused'))
      throw error;
    return new Map([[key, { code: error.serviceCode ?? error.code, message: error.serviceMessage ?? '' }]]);
  }
}

/** Counts in equal counts out: a key without a word from the server is not called deleted. */
function outcomeOf(keys: string[], verdicts: Verdicts): DeleteOutcome {
  const outcome: DeleteOutcome = { deleted: [], failed: [] };
  for (const key of keys) {
    const verdict = verdicts.get(key) ?? { code: 'not-confirmed', message: '' };
    if (verdict === 'deleted') outcome.deleted.push(key);
    else outcome.failed.push({ key, ...verdict });
  }
  return outcome;
}

/**
 * Deletes keys in batches, one after the other, and tells the verdict on each key (a key named twice counts once).
 * Rejects where a whole batch fails; what `onBatch` had reported until then is done. API: DeleteObjects.
 */
export async function deleteObjects(
  caller: S3Caller,
  { bucket, keys }: { bucket: string; keys: string[] },
  { signal, onBatch }: CallOptions & { onBatch?: (done: DeleteOutcome) => void } = {},
): Promise<DeleteOutcome> {
  const unique = [...new Set(keys)];
  const total: DeleteOutcome = { deleted: [], failed: [] };
  const report = (batch: string[], verdicts: Verdicts) => {
    const outcome = outcomeOf(batch, verdicts);
    total.deleted.push(...outcome.deleted);
    total.failed.push(...outcome.failed);
    onBatch?.(outcome);
  };
  const inXml = unique.filter((key) => key !== '' && fitsInXml(key));
  for (let start = 0; start < inXml.length; start += batchSize) {
    const batch = inXml.slice(start, start + batchSize);
    report(batch, await deleteBatch(caller, bucket, batch, { signal }));
  }
  for (const key of unique.filter((each) => each === '' || !fitsInXml(each))) {
    report([key], await deleteAlone(caller, bucket, key, { signal }));
  }
  return total;
}
