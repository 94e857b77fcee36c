import { type Operation, xmlReply } from '../http/call.ts';
import { bareETag } from '../http/conditions.ts';
import { malformedXml, S3Error } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import type { Discarded } from '../metadata/contents.ts';
import type { Tables } from '../metadata/database.ts';
import { checkKeyLength, findObject, removeObject } from '../metadata/objects.ts';
import { readDocument } from '../payload/payload.ts';
import { isVouchedFor } from '../payload/payload-plan.ts';
import { readXml, requiredText, type XmlElement } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';
import { maxDocumentBytes } from './limits.ts';
import { checkVersionId } from './version-id.ts';

const maxKeys = 1000;

interface DeletedKey {
  key: string;
  versionId: string | undefined;
  etag: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export const deleteObjects: Operation = async ({ bucket, payload, metadata, contents }) => {
  if (!isVouchedFor(payload.plan)) {
    throw new S3Error('InvalidRequest', 'DeleteObjects takes a Content-MD5 or an x-amz-checksum header.');
  }
  requireBucket(metadata.tables, bucket);
  const root = readXml(await readDocument(payload, maxDocumentBytes), 'Delete');
  const keys = root.children('Object').map(deletedKey);
  if (keys.length === 0 || keys.length > maxKeys) throw malformedXml('Delete takes 1 to 1000 objects.');
  const quiet = root.child('Quiet')?.text().trim() === 'true';

  const results = await contents.commit([], (tables) => {
    requireBucket(tables, bucket);
    const discarded: Discarded[] = [];
    const result = keys.map((deleted) => deleteOne(tables, bucket, deleted, discarded));
    return { result, discarded };
  });
  return xmlReply(
    xmlDocument(
      'DeleteResult',
      results.flatMap(({ deleted: { key, versionId }, error }) => {
        const named = [leaf('Key', key), leaf('VersionId', versionId)];
        if (error) {
          return element('Error', [...named, leaf('Code', error.code), leaf('Message', error.message)]);
        }
        return quiet ? [] : element('Deleted', named);
      }),
    ),
  );
};

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
  tables: Tables,
  bucket: string,
  deleted: DeletedKey,
  discarded: Discarded[],
): { deleted: DeletedKey; error?: S3Error } {
  try {
    checkKeyLength(deleted.key);
    checkVersionId(deleted.versionId);
    if (deleted.etag !== undefined && deleted.etag !== findObject(tables, bucket, deleted.key)?.etag) {
      throw new S3Error('PreconditionFailed', 'The object has another ETag, or there is none.');
    }
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return { deleted, error };
  }
  discarded.push(...removeObject(tables, bucket, deleted.key));
  return { deleted };
}
