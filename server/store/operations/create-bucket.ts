import { bucketEvent } from '../events/object-event.ts';
import type { Operation } from '../http/call.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { malformedXml, S3Error } from '../http/s3-error.ts';
import { findBucket, putBucket } from '../metadata/buckets.ts';
import { putSetting } from '../metadata/settings.ts';
import { readDocument } from '../payload/payload.ts';
import { readXml } from '../xml/read-xml.ts';
import { maxDocumentBytes } from './limits.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const createBucket: Operation = async ({ bucket, headers, payload, contents, now, source }) => {
  const hasLock = asksForLock(headers);
  const location = locationConstraint(await readDocument(payload, maxDocumentBytes));
  await contents.commit([], (tables) => {
    if (findBucket(tables, bucket) !== undefined) {
      throw new S3Error('BucketAlreadyOwnedByYou', 'This bucket exists already and is yours.', {
        BucketName: bucket,
      });
    }
    putBucket(tables, bucket, { created: now(), location });
    if (hasLock) {
      putSetting(tables, bucket, 'versioning', { status: 'Enabled' });
      putSetting(tables, bucket, 'object-lock', {});
    }
    const event = bucketEvent('s3:BucketCreated:*', bucket, source, now());
    return { result: undefined, discarded: [], events: [event] };
  });
  return { status: 200, headers: { location: `/${bucket}` } };
};

function asksForLock(headers: RequestHeaders): boolean {
  const name = 'x-amz-bucket-object-lock-enabled';
  const value = headers.get(name) ?? 'false';
  if (/^(?:true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  throw new S3Error('InvalidRequest', `${name} is true or false.`);
}

/** Any region's name is kept, as clients name the region that they are configured with. */
function locationConstraint(document: Buffer): string | undefined {
  if (document.length === 0) return undefined;
  const location = readXml(document, 'CreateBucketConfiguration').child('LocationConstraint')?.text();
  if (location === undefined || location === '' || location === 'us-east-1') return undefined;
  if (!/^[A-Za-z0-9-]{1,64}$/.test(location)) throw malformedXml('LocationConstraint is not a region.');
  return location;
}
