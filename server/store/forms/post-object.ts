import type { IncomingMessage } from 'node:http';
import { isLoopbackAddress } from '../../host-names.ts';
import type { Accounts } from '../access/accounts.ts';
import { openAccess } from '../access/open-access.ts';
import { verifyPostSignature } from '../auth/post-signature.ts';
import { encryptionHeaders } from '../encryption/encryption-headers.ts';
import { etagOf } from '../encryption/etag.ts';
import type { Reply, StoreContext } from '../http/call.ts';
import { checksumHeaders } from '../http/object-headers.ts';
import type { RequestHeaders } from '../http/request-headers.ts';
import { S3Error } from '../http/s3-error.ts';
import type { Target } from '../http/target.ts';
import { refuseUnsupportedHeaders } from '../http/unsupported-headers.ts';
import { checkBucketName } from '../metadata/buckets.ts';
import { checkKeyLength } from '../metadata/objects.ts';
import { objectIntent } from '../objects/object-intent.ts';
import { writtenHeaders } from '../objects/reply-headers.ts';
import { checkWritable, storeObject } from '../objects/store-object.ts';
import { requireTraitRights } from '../objects/trait-rights.ts';
import { maxPutBytes } from '../operations/limits.ts';
import { openPayload } from '../payload/payload.ts';
import { planPayload } from '../payload/payload-plan.ts';
import { type FileForm, FormError, readForm } from './multipart-form.ts';
import { postAnswer } from './post-answer.ts';
import { postFields, postHeaders, postSignature } from './post-fields.ts';
import { checkFileLength, checkPostPolicy, type PostPolicy, parsePostPolicy } from './post-policy.ts';

export interface PostRequest {
  req: IncomingMessage;
  headers: RequestHeaders;
  requestId: string;
}

/** Whether a POST to a bucket is a form, and none of the requests that S3 has there. */
export const isPostForm = (method: string, { bucket, key, query }: Target, headers: RequestHeaders) =>
  method === 'POST' &&
  bucket !== '' &&
  key === '' &&
  query.length === 0 &&
  /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '');

/** S3 takes 20 KB of fields in front of the file. */
const limits = { fields: 1000, valueBytes: 20 * 1024, totalBytes: 20 * 1024 };

/**
 * `POST /bucket` of a form, as a page without any script sends it. Its rights come from the policy in the form, which
 * somebody signed, or from the bucket's policy where the form is anonymous.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export async function postObject(
  request: PostRequest,
  target: Pick<Target, 'bucket' | 'query'>,
  store: StoreContext,
  accounts: Pick<Accounts, 'find'>,
): Promise<Reply> {
  checkBucketName(target.bucket);
  let form: FileForm | undefined;
  try {
    form = await readForm(request.req, limits, 'file');
    return await storeForm(form, request, target, store, accounts);
  } catch (error) {
    throw error instanceof FormError ? formRefusal(error) : error;
  } finally {
    form?.close();
  }
}

async function storeForm(
  form: FileForm,
  { req, headers: sentHeaders, requestId }: PostRequest,
  { bucket, query }: Pick<Target, 'bucket' | 'query'>,
  store: StoreContext,
  accounts: Pick<Accounts, 'find'>,
): Promise<Reply> {
  const { profile, metadata, contents } = store;
  const fields = postFields(form.fields, bucket, form.file.filename);
  const now = store.now();
  const signature = postSignature(fields);
  const account = signature && verifyPostSignature(signature, accounts, now);
  const policy = signature && parsePostPolicy(signature.policyBase64);
  if (policy !== undefined) checkPostPolicy(policy, fields, { now, profile });

  const key = postKey(fields.get('key'), profile === 'minio');
  const headers = postHeaders(fields);
  const address = req.socket.remoteAddress ?? '';
  const access = openAccess({
    account,
    tables: metadata.tables,
    request: { headers: new Map([...sentHeaders, ...headers]), query, address, isSecure: false, now },
  });
  access.require({ action: 's3:PutObject', bucket, key });
  refuseUnsupportedHeaders(headers);
  checkKeyLength(key);
  const objectTarget = { bucket, key };
  checkWritable(store, metadata.tables, objectTarget);
  const { description, traits, encryptionKey } = objectIntent({
    ...store,
    headers,
    bucket,
    isPrivate: isLoopbackAddress(address),
  });
  requireTraitRights({ access, bucket, key }, traits);

  const source = { iterator: () => form.file.chunks() };
  const payload = openPayload(source, planPayload(headers, 'UNSIGNED-PAYLOAD', 'body'), undefined);
  const file = await contents.write(withinLimits(payload.chunks(), policy), encryptionKey);
  const { size, md5, checksum } = payload.digests();
  const object = await storeObject(
    store,
    objectTarget,
    {
      ...description,
      ...traits,
      size,
      etag: etagOf(md5, encryptionKey),
      content: file === undefined ? { kind: 'empty' } : { kind: 'file', id: file.id },
      layout: file === undefined ? [] : [file],
      checksum,
    },
    {
      event: 's3:ObjectCreated:Post',
      source: {
        requestId,
        principalId: account?.accessKeyId ?? 'anonymous',
        address,
        userAgent: sentHeaders.get('user-agent') ?? '',
      },
    },
  );
  const origin = `http://${sentHeaders.get('host') ?? 'localhost'}`;
  return postAnswer(
    fields,
    { bucket, key, etag: object.etag, origin },
    {
      ...checksumHeaders(checksum),
      ...encryptionHeaders(object.encryption, headers),
      ...writtenHeaders(metadata.tables, objectTarget, object),
    },
  );
}

function postKey(field: string | undefined, isMinio: boolean): string {
  const key = isMinio ? field?.replace(/^\/+/, '') : field;
  if (key) return key;
  throw new S3Error('InvalidArgument', 'A form has the field key, in front of its file.', {
    ArgumentName: 'key',
    ArgumentValue: '',
  }).orInMinio('MalformedPOSTRequest');
}

/** Throws as soon as there are too many bytes, and at the end where there are too few: then nothing is kept. */
async function* withinLimits(
  chunks: AsyncIterable<Buffer>,
  policy: PostPolicy | undefined,
): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (policy !== undefined) checkFileLength(policy, bytes, false);
    if (bytes > maxPutBytes) {
      throw new S3Error('EntityTooLarge', 'The file is larger than is allowed.', {
        ProposedSize: String(bytes),
        MaxSizeAllowed: String(maxPutBytes),
      });
    }
    yield chunk;
  }
  if (policy !== undefined) checkFileLength(policy, bytes, true);
}

function formRefusal({ code, message }: FormError): S3Error {
  switch (code) {
    case 'no-file':
      return new S3Error('InvalidArgument', 'A form has one file, in its last field.', {
        ArgumentName: 'file',
        ArgumentValue: '0',
      }).orInMinio('MalformedPOSTRequest');
    case 'too-many-fields':
    case 'fields-too-large':
      return new S3Error('MaxPostPreDataLengthExceeded', message).orInMinio('MalformedPOSTRequest');
    case 'client-gone':
      return new S3Error('IncompleteBody', message);
    default:
      return new S3Error('MalformedPOSTRequest', message);
  }
}
