import { type Operation, ownerId, type Profile, type Reply, xmlReply } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import { queryValue } from '../http/target.ts';
import { aclNotSupported } from '../http/unsupported-headers.ts';
import { requireBucket } from '../metadata/buckets.ts';
import { requireVersion } from '../metadata/versions.ts';
import { maxDocumentBytes } from '../operations/limits.ts';
import { readableVersion } from '../operations/readable-version.ts';
import { checkVersionId } from '../operations/version-id.ts';
import { readDocument } from '../payload/payload.ts';
import { readXml } from '../xml/read-xml.ts';
import { element, leaf, xmlDocument } from '../xml/write-xml.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export const getBucketAcl: Operation = ({ bucket, metadata, profile }) => {
  requireBucket(metadata.tables, bucket);
  return aclReply(profile);
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export const getObjectAcl: Operation = (call) => {
  requireBucket(call.metadata.tables, call.bucket);
  readableVersion(call, queryValue(call.query, 'versionId'));
  return aclReply(call.profile);
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
export const putBucketAcl: Operation = async ({ bucket, headers, payload, metadata }) => {
  requireBucket(metadata.tables, bucket);
  checkAcl(headers, await readDocument(payload, maxDocumentBytes));
  return { status: 200 };
};

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export const putObjectAcl: Operation = async ({ bucket, key, query, headers, payload, metadata }) => {
  requireBucket(metadata.tables, bucket);
  const versionId = queryValue(query, 'versionId');
  checkVersionId(versionId);
  requireVersion(metadata.tables, bucket, key, versionId);
  checkAcl(headers, await readDocument(payload, maxDocumentBytes));
  return { status: 200 };
};

/** MinIO's grantee has a type and no id. */
const aclReply = (profile: Profile): Reply =>
  xmlReply(
    xmlDocument('AccessControlPolicy', [
      element('Owner', [leaf('ID', ownerId), leaf('DisplayName', ownerId)]),
      element('AccessControlList', [
        element('Grant', [
          '<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">',
          ...(profile === 'minio'
            ? [leaf('Type', 'CanonicalUser')]
            : [leaf('ID', ownerId), leaf('DisplayName', ownerId)]),
          '</Grantee>',
          leaf('Permission', 'FULL_CONTROL'),
        ]),
      ]),
    ]),
  );

/** Takes what is so anyway. Headers that ask for other grants were refused before this. */
function checkAcl(headers: RequestHeaders, document: Uint8Array): void {
  if (document.length > 0) {
    if (!givesOwnerAlone(document)) throw aclNotSupported();
  } else if (!headers.has('x-amz-acl')) {
    throw new S3Error('MissingSecurityHeader', 'This takes x-amz-acl or an AccessControlPolicy.');
  }
}

function givesOwnerAlone(document: Uint8Array): boolean {
  const root = readXml(document, 'AccessControlPolicy');
  const grants = root.child('AccessControlList')?.children('Grant') ?? [];
  const ids = [root.child('Owner'), ...grants.map((grant) => grant.child('Grantee'))].map((who) =>
    who?.child('ID')?.text().trim(),
  );
  return (
    grants.length === 1 &&
    grants[0]?.child('Permission')?.text().trim() === 'FULL_CONTROL' &&
    grants[0].child('Grantee')?.child('URI') === undefined &&
    ids.every((id) => id === undefined || id === '' || id === ownerId)
  );
}
