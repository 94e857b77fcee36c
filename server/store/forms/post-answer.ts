import type { Reply } from '../http/call.ts';
import { encodeUriComponent } from '../http/uri-encoding.ts';
import { leaf, plainDocument } from '../xml/write-xml.ts';
import type { FormFields } from './post-policy.ts';

interface PostedObject {
  bucket: string;
  key: string;
  /** Without quotes. */
  etag: string;
  /** Of the store, such as `http://127.0.0.1:7351`. */
  origin: string;
}

/**
 * The answer that the form asks for. A page address that is none counts as not given.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html
 */
export function postAnswer(
  fields: FormFields,
  { bucket, key, etag, origin }: PostedObject,
  headers: Record<string, string>,
): Reply {
  const location = `${origin}/${bucket}/${encodeUriComponent(key).replaceAll('%2F', '/')}`;
  const common = { ...headers, etag: `"${etag}"`, location };
  const page = redirectPage(fields.get('success_action_redirect') ?? fields.get('redirect'));
  if (page !== undefined) {
    const query = { bucket, key, etag: `"${etag}"` };
    for (const [name, value] of Object.entries(query)) page.searchParams.append(name, value);
    return { status: 303, headers: { ...common, location: page.href } };
  }
  switch (fields.get('success_action_status')) {
    case '200':
      return { status: 200, headers: common };
    case '201':
      return {
        status: 201,
        headers: { 'content-type': 'application/xml', ...common },
        body: plainDocument('PostResponse', [
          leaf('Location', location),
          leaf('Bucket', bucket),
          leaf('Key', key),
          leaf('ETag', `"${etag}"`),
        ]),
      };
    default:
      return { status: 204, headers: common };
  }
}

function redirectPage(address: string | undefined): URL | undefined {
  if (!address) return undefined;
  try {
    const page = new URL(address);
    return /^https?:$/.test(page.protocol) ? page : undefined;
  } catch {
    return undefined;
  }
}
