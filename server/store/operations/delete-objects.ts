import { type Call, type Operation, xmlReply } from '../http/call.ts';
import { bareETag } from '../http/conditions.ts';
import { malformedXml, noSuchVersion, S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { Tables } from '../metadata/database.ts';
import { checkKeyLength } from '../metadata/objects.ts';
import { isDeleteMarker } from '../metadata/records.ts';
import { findVersion } from '../metadata/versions.ts';
import { type DeleteOutcome, deleteObjectVersion } from '../objects/delete-object-version.ts';
import { readDocument } from '../payload/payload.ts';
import { isVouchedFor } from '../payload/payload-plan.ts';
import { isOrder } from '../versions/version-order.ts';
import { readXml, requiredText, type XmlElement } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { bypassesGovernance } from './delete-object.ts';
import { maxDocumentBytes } from './limits.ts';

const maxKeys = 1000;

interface DeletedKey {
  key: string;
  versionId: string | undefined;
  etag: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: Operation = async (call) => {
  const { bucket, payload, metadata, contents, profile } = call;
  if (!isVouchedFor(payload.plan)) {
    throw new S3Error(
      'InvalidRequest',
      'DeleteObjects takes a Content-MD5 or an x-amz-checksum header.',
    ).orInMinio('MissingContentMD5');
  }
  requireBucket(metadata.tables, bucket);
  const root = readXml(await readDocument(payload, maxDocumentBytes), 'Delete');
  const keys = root.children('Object').map(deletedKey);
  if (keys.length === 0 || keys.length > maxKeys) throw malformedXml('Delete takes 1 to 1000 objects.');
  const quiet = root.child('Quiet')?.text().trim() === 'true';

  const results = await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    const result = keys.map((deleted) => deleteOne(call, tables, deleted));
    const outcomes = result.flatMap(({ outcome }) => outcome ?? []);
    return {
      result,
      discarded: outcomes.flatMap(({ discarded }) => discarded),
      events: outcomes.flatMap(({ events }) => events),
    };
  });
  call.replicator.wake();
  return xmlReply(
    xmlDocument(
      'DeleteResult',
      results.flatMap(({ deleted: { key, versionId }, error, outcome }) => {
        const named = [leaf('Key', key), leaf('VersionId', versionId)];
        if (error) {
          const { code, message } = (profile === 'minio' && error.inMinio) || error;
          return element('Error', [...named, leaf('Code', code), leaf('Message', message)]);
        }
        return quiet ? [] : element('Deleted', [...named, ...markerLeaves(outcome)]);
      }),
    ),
  );
};

function markerLeaves(outcome: DeleteOutcome | undefined): string[] {
  if (outcome?.deleteMarker !== true) return [];
  return [leaf('DeleteMarker', true), leaf('DeleteMarkerVersionId', outcome.versionId)];
}

function deletedKey(object: XmlElement): DeletedKey {
  const key = requiredText(object, 'Key');
  if (key === '') throw malformedXml('A key has at least one character.');
  const etag = object.child('ETag')?.text();
  return {
    key,
    versionId: object.child('VersionId')?.text(),
    etag: etag === undefined ? undefined : bareETag(etag),
  };
}

/** One key's refusal is its own: the others go on. */
function deleteOne(
  call: Call,
  tables: Tables,
  deleted: DeletedKey,
): { deleted: DeletedKey; outcome?: DeleteOutcome; error?: S3Error } {
  const { bucket, access, source } = call;
  const { key, versionId, etag } = deleted;
  try {
    checkKeyLength(key);
    if (versionId !== undefined && versionId !== 'null' && !isOrder(versionId)) {
      throw noSuchVersion(key, versionId);
    }
    const action = versionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion';
    access.require({ action, bucket, key, versionId });
    const version = etag === undefined ? undefined : findVersion(tables, bucket, key, versionId);
    const found = version === undefined || isDeleteMarker(version) ? undefined : version.etag;
    if (etag !== undefined && etag !== '*' && etag !== found) {
      throw new S3Error('PreconditionFailed', 'The object has another ETag, or there is none.');
    }
    const options = { bypassGovernance: bypassesGovernance(call, key), source };
    return { deleted, outcome: deleteObjectVersion(call, tables, { bucket, key, versionId }, options) };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { deleted, error };
  }
}
