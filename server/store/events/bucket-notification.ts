import { type Operation, xmlReply } from '../http/call.ts';
import { malformedXml } from '../http/s3-error.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { findSetting, putSetting, removeSetting } from '../metadata/settings.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readDocument } from '../payload/payload.ts';
import { readNotification, writeNotification } from './notification-xml.ts';

/**
 * An empty document where the bucket notifies nobody.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html
 */
export const getBucketNotification: Operation = ({ bucket, metadata: { tables } }) => {
  requireBucket(tables, bucket);
  return xmlReply(writeNotification(findSetting(tables, bucket, 'notification') ?? { configurations: [] }));
};

/**
 * Replaces all that was there; a document without configurations ends it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
export const putBucketNotification: Operation = async (call) => {
  const { bucket, metadata, payload, profile, events } = call;
  requireBucket(metadata.tables, bucket);
  const document = await readDocument(payload, maxDocumentBytes);
  if (document.length === 0) {
    throw malformedXml('The request has no document.').orInMinio('MissingContentLength');
  }
  const setting = readNotification(document, { profile, targets: events.targets });
  await metadata.commit((tables) => {
    requireBucket(tables, bucket);
    if (setting.configurations.length === 0) removeSetting(tables, bucket, 'notification');
    else putSetting(tables, bucket, 'notification', setting);
  });
  return { status: 200 };
};
