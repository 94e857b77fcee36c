import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import SparkMD5 from 'spark-md5';
import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { DeleteOutcome, VersionRef } from '../types.ts';
import type { S3Caller } from './caller.ts';
import { fitsInXml } from './keys.ts';
import { contentMd5 } from './object-head.ts';
import { headObject } from './read-object.ts';

const batchSize = 1000;

type Verdict = { code: string; message: string } | { deleted: true; marker?: string };
type Verdicts = Map<string, Verdict>;

/** A marker without an id of its own stands where the object stood: taking it away brings nothing back. */
const ownId = (versionId: string | undefined) =>
  versionId === undefined || versionId === '' || versionId === 'null' ? undefined : versionId;

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
  for (const { Key, DeleteMarker, DeleteMarkerVersionId } of Deleted) {
    if (Key === undefined) continue;
    verdicts.set(Key, { deleted: true, marker: DeleteMarker ? ownId(DeleteMarkerVersionId) : undefined });
  }
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
    // MinIO answers with the marker that was there, where there was one: that one is not ours.
    const wasThere = await isThere(caller, bucket, key, options);
    const answer = await caller.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }), options);
    const marker = wasThere && answer.DeleteMarker ? ownId(answer.VersionId) : undefined;
    return new Map([[key, { deleted: true, marker }]]);
  } catch (error) {
    // A refusal of this key is its verdict; without an answer there is none on any key.
    if (!(error instanceof StorageError) || (error.status === undefined && error.code !== 'key-refused'))
      throw error;
    return new Map([[key, { code: error.serviceCode ?? error.code, message: error.serviceMessage ?? '' }]]);
  }
}

async function isThere(
  caller: S3Caller,
  bucket: string,
  key: string,
  options?: CallOptions,
): Promise<boolean> {
  try {
    await headObject(caller, { bucket, key }, options);
    return true;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'aborted') throw error;
    return false;
  }
}

/** Counts in equal counts out: a key without a word from the server is not called deleted. */
function outcomeOf(keys: string[], verdicts: Verdicts): DeleteOutcome {
  const outcome: DeleteOutcome = { deleted: [], failed: [] };
  const markers: VersionRef[] = [];
  for (const key of keys) {
    const verdict = verdicts.get(key) ?? { code: 'not-confirmed', message: '' };
    if ('code' in verdict) outcome.failed.push({ key, ...verdict });
    else {
      outcome.deleted.push(key);
      if (verdict.marker !== undefined) markers.push({ key, versionId: verdict.marker });
    }
  }
  return markers.length === 0 ? outcome : { ...outcome, markers };
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
    if (outcome.markers) total.markers = [...(total.markers ?? []), ...outcome.markers];
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
