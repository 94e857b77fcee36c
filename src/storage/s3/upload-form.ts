import { Sha256 } from '@aws-crypto/sha256-js';
import { S3Client } from '@aws-sdk/client-s3';
import type { PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { StorageError } from '../errors.ts';
import type { UploadForm, UploadFormInput } from '../upload-form-types.ts';
import type { S3Caller, SigningTerms } from './caller.ts';
import { signedForm } from './forms/form-fields.ts';
import { readForm } from './forms/read-form.ts';
import { refuseUnsendableKey } from './keys.ts';
import { encodeMetadata } from './metadata-text.ts';
import { refuseExpiry } from './presign.ts';
import { publicEndpoint } from './public-endpoint.ts';

/** Servers put the file's name in its place, wherever it stands in a key. */
const fileName = '$' + '{filename}';
/** What one POST can bring. */
const maxFormFile = 5 * 1024 ** 3;

type Conditions = NonNullable<PresignedPostOptions['Conditions']>;

/**
 * A form that needs no credentials until it expires. `key-refused` for a key or prefix under which nothing could be
 * asked for later, `invalid-argument` for other terms that no server takes, `not-supported` without credentials. What
 * signs it is loaded with the first one. API: "Creating a POST Policy". Nothing is sent.
 */
export async function createUploadForm(caller: S3Caller, input: UploadFormInput): Promise<UploadForm> {
  refuseTerms(input);
  const terms = await caller.signingTerms(input.bucket, publicEndpoint(input.publicOrigin));
  const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post');
  const { contentType, size, metadata = {}, successStatus } = input;
  const conditions: Conditions = [];
  if (!contentType || 'prefix' in contentType) {
    conditions.push(['starts-with', '$Content-Type', contentType?.prefix ?? '']);
  }
  if (size) conditions.push(['content-length-range', size.min, size.max]);
  const { url, fields } = await createPresignedPost(clientOf(terms), {
    Bucket: input.bucket,
    Key: 'exact' in input.key ? input.key.exact : `${input.key.prefix}${fileName}`,
    Conditions: conditions,
    Fields: {
      ...(contentType && 'exact' in contentType && { 'Content-Type': contentType.exact }),
      ...Object.fromEntries(
        Object.entries(metadata).map(([name, value]) => [
          `x-amz-meta-${name.toLowerCase()}`,
          encodeMetadata(value),
        ]),
      ),
      ...(successStatus && { success_action_status: String(successStatus) }),
    },
    Expires: input.expiresIn,
  });
  const form = { url: url.replace(/\/$/, ''), fields, expiresAt: new Date(Number.NaN) };
  const read = readForm(signedForm(form));
  if ('problem' in read) throw new StorageError('unknown');
  return { ...form, expiresAt: read.expiresAt };
}

function refuseTerms({ key, expiresIn, contentType, size, metadata = {} }: UploadFormInput): void {
  refuseExpiry(expiresIn);
  const text = 'exact' in key ? key.exact : key.prefix;
  refuseUnsendableKey('exact' in key ? text : `${text}x`);
  // MinIO stores a key without the slash that it begins with.
  if (text.includes(fileName) || text.startsWith('/')) throw new StorageError('key-refused');
  const type = contentType && ('exact' in contentType ? contentType.exact : contentType.prefix);
  const isType = type === undefined || /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/.test(type);
  const areNames = Object.keys(metadata).every((name) => /^[\w.-]+$/.test(name));
  const isRange =
    !size ||
    (Number.isSafeInteger(size.min) &&
      Number.isSafeInteger(size.max) &&
      0 <= size.min &&
      size.min <= size.max);
  if (!isType || !areNames || !isRange || (size && size.max > maxFormFile)) {
    throw new StorageError('invalid-argument');
  }
}

/** The library reads where and with what to sign from a client's settings; nothing goes through this one. */
const clientOf = ({ endpoint, region, addressing, credentials, date }: SigningTerms) =>
  new S3Client({
    endpoint,
    region,
    forcePathStyle: addressing === 'path',
    credentials,
    systemClockOffset: date.getTime() - Date.now(),
    sha256: Sha256,
  });
