import { objectEvent } from '../events/object-event.ts';
import { type Operation, xmlReply } from '../http/call.ts';
import { queryValue } from '../http/target.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readableVersion } from '../operations/readable-version.ts';
import { readDocument } from '../payload/payload.ts';
import { leaf, xmlDocument } from '../xml/write-xml.ts';
import { changeVersion } from './change-version.ts';
import { readLegalHold } from './lock-document.ts';
import { withoutObjectLock } from './object-retention.ts';
import { requireLock } from './require-lock.ts';
import { requireVouched } from './require-vouched.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html */
export const getObjectLegalHold: Operation = (call) => {
  const { bucket, key, query, metadata, events, source, now } = call;
  requireLock(metadata.tables, bucket);
  const object = readableVersion(call, queryValue(query, 'versionId'));
  if (object.lock?.legalHold === undefined) throw withoutObjectLock('legal hold');
  events.notify([
    objectEvent('s3:ObjectAccessed:GetLegalHold', bucket, key, object, source, now(), {
      versioned: object.versionId !== 'null',
    }),
  ]);
  return xmlReply(xmlDocument('LegalHold', [leaf('Status', object.lock.legalHold)]));
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html */
export const putObjectLegalHold: Operation = async (call) => {
  const { bucket, payload, metadata } = call;
  requireVouched(payload.plan);
  requireLock(metadata.tables, bucket);
  const legalHold = readLegalHold(await readDocument(payload, maxDocumentBytes));
  await changeVersion(call, 's3:ObjectCreated:PutLegalHold', (object, tables) => {
    requireLock(tables, bucket);
    return { ...object, lock: { ...object.lock, legalHold } };
  });
  return { status: 200 };
};
