import type { UploadCallOptions } from '../../call-options.ts';
import { browserTransport } from '../../http/browser-transport.ts';
import { formBody } from '../../http/form-body.ts';
import { readBytes } from '../../http/read-body.ts';
import type { Transport } from '../../http/transport.ts';
import type { StoredBytes } from '../../types.ts';
import { storedBytes } from '../object-head.ts';
import { errorFromAnswer, errorWithinSuccess } from '../s3-errors.ts';
import { readFields } from '../xml-scan.ts';

/** ms without a sign of life. */
const idleTimeout = 60_000;

/**
 * Sends one file by a signed form: no key of this page is used. The body is put together from Blobs, so the browser
 * reads the file from the disk itself. `access-denied` where the form has ended or a condition fails, `too-large` and
 * `too-small` outside its range, `etag-hidden` where it is stored and CORS hides of what bytes.
 * RFC 7578; API: "POST Object".
 */
export async function postForm(
  form: { url: string; fields: Record<string, string> },
  file: Blob,
  { signal, onProgress, transport = browserTransport }: UploadCallOptions & { transport?: Transport } = {},
): Promise<StoredBytes> {
  const { body, contentType, before } = formBody(form.fields, { field: 'file', content: file });
  const response = await transport({
    method: 'POST',
    url: form.url,
    headers: { 'content-type': contentType },
    body,
    signal,
    onUploadProgress: onProgress && ((sent) => onProgress(Math.min(file.size, Math.max(0, sent - before)))),
    idleTimeout,
  });
  const answer = { ...response, body: new TextDecoder().decode(await readBytes(response.body)) };
  const answered = { target: 'bucket', signedIn: 'header' } as const;
  if (response.status >= 300) throw errorFromAnswer(answer, answered, Date.now());
  const failure = errorWithinSuccess(answer, answered, Date.now());
  if (failure) throw failure;
  const { headers } = response;
  return storedBytes({
    // A success with status 201 says it in its document too, which CORS does not hide.
    ETag: headers.etag ?? readFields(answer.body)?.fields.ETag,
    VersionId: headers['x-amz-version-id'],
    ServerSideEncryption: headers['x-amz-server-side-encryption'],
    SSECustomerAlgorithm: headers['x-amz-server-side-encryption-customer-algorithm'],
  });
}
