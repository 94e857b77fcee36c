import { type Operation, xmlReply } from '../http/call.ts';
import { queryValue } from '../http/target.ts';
import { changeVersion } from '../lock/change-version.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { versionHeaders } from '../objects/reply-headers.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readableVersion } from '../operations/readable-version.ts';
import { readDocument } from '../payload/payload.ts';
import { readTagging, taggingDocument } from './tagging-document.ts';
import { checkTags } from './tags.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export const getObjectTagging: Operation = (call) => {
  const { bucket, query, metadata } = call;
  requireBucket(metadata.tables, bucket);
  const object = readableVersion(call, queryValue(query, 'versionId'));
  return xmlReply(taggingDocument(object.tags ?? []), versionHeaders(metadata.tables, bucket, object));
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export const putObjectTagging: Operation = async (call) => {
  const { bucket, payload, metadata, profile } = call;
  requireBucket(metadata.tables, bucket);
  const tags = readTagging(await readDocument(payload, maxDocumentBytes));
  checkTags(tags, 'object', profile);
  const changed = await changeVersion(call, 's3:ObjectCreated:PutTagging', (object) => ({ ...object, tags }));
  return { status: 200, headers: versionHeaders(metadata.tables, bucket, changed) };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export const deleteObjectTagging: Operation = async (call) => {
  const changed = await changeVersion(call, 's3:ObjectCreated:DeleteTagging', (object) => ({
    ...object,
    tags: undefined,
  }));
  return { status: 204, headers: versionHeaders(call.metadata.tables, call.bucket, changed) };
};
