import { DeleteObjectCommand, DeleteObjectsCommand } from '@aws-sdk/client-s3';
import type { CallOptions } from '../../call-options.ts';
import { StorageError } from '../../errors.ts';
import type { VersionDeleteOutcome, VersionRef } from '../../types.ts';
import type { S3Caller } from '../caller.ts';
import { addContentMd5 } from '../delete-many.ts';
import { fitsInXml } from '../keys.ts';

const batchSize = 1000;

interface DeleteVersionsInput {
  bucket: string;
  versions: readonly VersionRef[];
  /** Deletes what a GOVERNANCE retention protects, where the account may. Never COMPLIANCE, never a legal hold. */
  bypassGovernance?: boolean;
}

type Verdict = 'deleted' | { code: string; message: string };
type Verdicts = Map<string, Verdict>;

/** A version id has no blank in it, a key may have. */
const nameOf = ({ key, versionId }: VersionRef) => `${versionId} ${key}`;

/** What the XML of a batch can carry. */
const fitsInBatch = ({ key, versionId }: VersionRef) => key !== '' && versionId !== '' && fitsInXml(key);

async function deleteBatch(
  caller: S3Caller,
  { bucket, versions, bypassGovernance }: DeleteVersionsInput,
  options: CallOptions,
): Promise<Verdicts> {
  const command = new DeleteObjectsCommand({
    Bucket: bucket,
    BypassGovernanceRetention: bypassGovernance || undefined,
    Delete: { Objects: versions.map(({ key, versionId }) => ({ Key: key, VersionId: versionId })) },
  });
  addContentMd5(command);
  const { Deleted = [], Errors = [] } = await caller.send(command, options);
  const verdicts: Verdicts = new Map();
  // Where there are no versions, some servers leave the id out of the answer.
  const named = (key: string, versionId = 'null') => nameOf({ key, versionId });
  for (const { Key, VersionId } of Deleted) {
    if (Key !== undefined) verdicts.set(named(Key, VersionId), 'deleted');
  }
  for (const { Key, VersionId, Code = 'unknown', Message = '' } of Errors) {
    if (Key !== undefined) verdicts.set(named(Key, VersionId), { code: Code, message: Message });
  }
  return verdicts;
}

async function deleteAlone(
  caller: S3Caller,
  { bucket, bypassGovernance }: DeleteVersionsInput,
  { key, versionId }: VersionRef,
  options: CallOptions,
): Promise<Verdict> {
  try {
    const command = new DeleteObjectCommand({
      Bucket: bucket,
      Key: key,
      VersionId: versionId,
      BypassGovernanceRetention: bypassGovernance || undefined,
    });
    await caller.send(command, options);
    return 'deleted';
  } catch (error) {
    // A refusal of this version is its verdict; without an answer there is none on any.
    if (!(error instanceof StorageError) || (error.status === undefined && error.code !== 'key-refused'))
      throw error;
    return { code: error.serviceCode ?? error.code, message: error.serviceMessage ?? '' };
  }
}

/** A version without a word from the server is not called deleted. */
function outcomeOf(versions: readonly VersionRef[], verdicts: Verdicts): VersionDeleteOutcome {
  const outcome: VersionDeleteOutcome = { deleted: [], failed: [] };
  for (const { key, versionId } of versions) {
    const verdict = verdicts.get(nameOf({ key, versionId })) ?? { code: 'not-confirmed', message: '' };
    if (verdict === 'deleted') outcome.deleted.push({ key, versionId });
    else outcome.failed.push({ key, versionId, ...verdict });
  }
  return outcome;
}

/**
 * Deletes versions and delete markers for ever, in batches of at most 1,000 one after the other, and tells the verdict
 * on each (one named twice counts once). Rejects where a whole batch fails; what `onBatch` had reported until then is
 * done. API: DeleteObjects, DeleteObject.
 */
export async function deleteVersions(
  caller: S3Caller,
  input: DeleteVersionsInput,
  { signal, onBatch }: CallOptions & { onBatch?: (done: VersionDeleteOutcome) => void } = {},
): Promise<VersionDeleteOutcome> {
  const unique = [...new Map(input.versions.map((version) => [nameOf(version), version])).values()];
  const total: VersionDeleteOutcome = { deleted: [], failed: [] };
  const report = (outcome: VersionDeleteOutcome) => {
    total.deleted.push(...outcome.deleted);
    total.failed.push(...outcome.failed);
    onBatch?.(outcome);
  };
  const inBatches = unique.filter(fitsInBatch);
  for (let start = 0; start < inBatches.length; start += batchSize) {
    const versions = inBatches.slice(start, start + batchSize);
    report(outcomeOf(versions, await deleteBatch(caller, { ...input, versions }, { signal })));
  }
  for (const version of unique.filter((each) => !fitsInBatch(each))) {
    const verdict = await deleteAlone(caller, input, version, { signal });
    report(outcomeOf([version], new Map([[nameOf(version), verdict]])));
  }
  return total;
}
