import { randomBytes } from 'node:crypto';
import { type TestStore, testCredentials } from '../../testing/test-store.ts';
import { signManageCall } from '../manage-signature.ts';
import { signPolicy } from '../upload-token.ts';

export interface WantKeys {
  accessKeyId: string;
  secretAccessKey: string;
}

const base64url = (text: string) => Buffer.from(text, 'utf8').toString('base64url');

/** An upload token as the SDKs make it. The policy is for the namespace `demo` and never ends, unless it says so. */
export function uploadToken(
  policy: Record<string, unknown> = {},
  { accessKeyId, secretAccessKey }: WantKeys = testCredentials,
  type = 'TOP',
): string {
  const encoded = base64url(JSON.stringify({ namespace: 'demo', expiration: -1, insertOnly: 0, ...policy }));
  return `UPLOAD_AK_${type} ${base64url(`${accessKeyId}:${encoded}:${signPolicy(encoded, secretAccessKey)}`)}`;
}

export type Fields = Record<string, string | Buffer | undefined>;

export interface WantAnswer {
  status: number;
  headers: Headers;
  body: WantBody;
}

/** The keys that tests read one by one. Which of them an answer has, and what else, is theirs to say. */
interface WantBody {
  code: string;
  name: string;
  url: string;
  fileModified: number;
  id: string;
  uploadId: string;
  partNumber: number;
  eTag: string;
  result: { name: string }[];
}

/** Sends a form as the old SDKs write it: by hand, each field a part, `content` the last. */
export async function postForm(
  test: Pick<TestStore, 'origin'>,
  call: string,
  fields: Fields,
  policy: Record<string, unknown> = {},
  {
    keys = testCredentials,
    ...init
  }: { keys?: WantKeys; headers?: Record<string, string>; redirect?: 'manual' } = {},
): Promise<WantAnswer> {
  const boundary = `----want${randomBytes(8).toString('hex')}`;
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const file = name === 'content' ? '; filename="blob"\r\nContent-Type: application/octet-stream' : '';
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(value as Buffer), Buffer.from('\r\n')];
  });
  const response = await fetch(`${test.origin}/api/proxy/${call}`, {
    method: 'POST',
    redirect: init.redirect,
    headers: {
      authorization: uploadToken(policy, keys),
      'content-type': `multipart/form-data; boundary=${boundary}`,
      ...init.headers,
    },
    body: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
  });
  return readAnswer(response);
}

/** A manage call, signed as a browser signs it: with `x-acl-date`. `target` is path and query. */
export async function manage(
  test: Pick<TestStore, 'origin'>,
  method: string,
  target: string,
  { keys = testCredentials, date = new Date().toUTCString(), body = '' } = {},
): Promise<WantAnswer> {
  const [path = '', rawQuery = ''] = target.split('?');
  const sign = signManageCall({ path, rawQuery, body, date }, keys.secretAccessKey);
  const response = await fetch(`${test.origin}${target}`, {
    method,
    headers: {
      authorization: `ACL_TOP ${base64url(`${keys.accessKeyId}:${sign}`)}`,
      'x-acl-date': date,
    },
    ...(body === '' ? {} : { body }),
  });
  return readAnswer(response);
}

export const resourceId = (...parts: string[]) => base64url(JSON.stringify(parts));

async function readAnswer(response: Response): Promise<WantAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson ? JSON.parse(text) : text) as WantBody,
  };
}
