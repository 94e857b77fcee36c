import { objectEvent } from '../events/object-event.ts';
import { type Operation, xmlReply } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { bypassesGovernance } from '../operations/delete-object.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readableVersion } from '../operations/readable-version.ts';
import { readDocument } from '../payload/payload.ts';
import { changeVersion } from './change-version.ts';
import { requireLock } from './require-lock.ts';
import { requireVouched } from './require-vouched.ts';
import { retentionChangeRefusal } from './retention-change.ts';
import { readRetention, retentionDocument } from './retention-document.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectRetention.html */
export const getObjectRetention: Operation = (call) => {
  const { bucket, key, query, metadata, events, source, now } = call;
  requireLock(metadata.tables, bucket);
  const object = readableVersion(call, queryValue(query, 'versionId'));
  if (object.lock?.retention === undefined) throw withoutObjectLock('retention');
  events.notify([
    objectEvent('s3:ObjectAccessed:GetRetention', bucket, key, object, source, now(), {
      versioned: object.versionId !== 'null',
    }),
  ]);
  return xmlReply(retentionDocument(object.lock.retention));
};

export function withoutObjectLock(name: 'retention' | 'legal hold'): S3Error {
  const message = `The version was never given a ${name}.`;
  return new S3Error('NoSuchObjectLockConfiguration', message).orInMinio(
    'NoSuchObjectLockConfiguration',
    message,
    400,
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html */
export const putObjectRetention: Operation = async (call) => {
  const { bucket, key, payload, metadata, now } = call;
  requireVouched(payload.plan);
  requireLock(metadata.tables, bucket);
  const wanted = readRetention(await readDocument(payload, maxDocumentBytes), now());
  const bypassGovernance = bypassesGovernance(call, key);
  await changeVersion(call, 's3:ObjectCreated:PutRetention', (object, tables) => {
    requireLock(tables, bucket);
    const refusal = retentionChangeRefusal(object.lock?.retention, wanted, now(), bypassGovernance);
    if (refusal !== undefined) throw refusal;
    return { ...object, lock: { ...object.lock, retention: wanted } };
  });
  return { status: 200 };
};
