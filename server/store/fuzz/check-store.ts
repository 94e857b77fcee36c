import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { signedHeaders } from '../testing/raw-request.ts';
import { customerKey } from './valid-requests.ts';

interface ListedVersion {
  url: string;
  size: number;
  etag: string;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface StoreCheck {
  /** How many versions were read whole and are what the listing says. */
  intact: number;
  /** Encrypted with a key that only a mutated request had: they cannot be read by anybody. */
  unreadable: number;
  /** What is wrong, in sentences. */
  damage: string[];
}

/** Reads every version of every bucket, and compares it with what the listings say of it. */
export async function checkStore(port: number): Promise<StoreCheck> {
  const check: StoreCheck = { intact: 0, unreadable: 0, damage: [] };
  const buckets = matches(await text(port, '/'), /<Name>(.*?)<\/Name>/g);
  for (const bucket of buckets) {
    for (const version of await listVersions(port, bucket)) await checkVersion(port, version, check);
  }
  return check;
}

async function checkVersion(port: number, { url, size, etag }: ListedVersion, check: StoreCheck) {
  let answer = await read(port, url);
  if (answer.status === 400) answer = await read(port, url, customerKey);
  if (answer.status === 403 || answer.status === 400) {
    check.unreadable += 1;
    return;
  }
  const { status, headers, body } = answer;
  const hasMd5 =
    /^[0-9a-f]{32}$/.test(etag) && !('x-amz-server-side-encryption-customer-algorithm' in headers);
  const md5 = createHash('md5').update(body).digest('hex');
  if (status !== 200) check.damage.push(`${url} is ${status}: ${body}`);
  else if (body.length !== size) check.damage.push(`${url} has ${body.length} of ${size} bytes`);
  else if (headers.etag !== `"${etag}"`) check.damage.push(`${url} has ${headers.etag}, listed as ${etag}`);
  else if (hasMd5 && md5 !== etag) check.damage.push(`${url} has the MD5 ${md5}, not ${etag}`);
  else check.intact += 1;
}

async function listVersions(port: number, bucket: string): Promise<ListedVersion[]> {
  const versions: ListedVersion[] = [];
  for (let marker = ''; ; ) {
    const page = await text(port, `/${bucket}?versions&encoding-type=url${marker}`);
    for (const version of matches(page, /<Version>(.*?)<\/Version>/g)) {
      const value = (name: string) => matches(version, new RegExp(`<${name}>(.*?)</${name}>`, 'g'))[0] ?? '';
      // The listing's encoding is that of a URL, but for the space.
      const key = value('Key').replaceAll('+', '%20').replaceAll('*', '%2A');
      versions.push({
        url: `/${bucket}/${key}?versionId=${value('VersionId')}`,
        size: Number(value('Size')),
        etag: value('ETag').replaceAll('&quot;', ''),
      });
    }
    const [keyMarker, idMarker] = ['NextKeyMarker', 'NextVersionIdMarker'].map(
      (name) => matches(page, new RegExp(`<${name}>(.*?)</${name}>`, 'g'))[0],
    );
    if (keyMarker === undefined) return versions;
    marker = `&key-marker=${keyMarker}&version-id-marker=${idMarker ?? ''}`;
  }
}

const matches = (source: string, pattern: RegExp) =>
  [...source.matchAll(pattern)].map(([, found]) => found ?? '');

const text = async (port: number, url: string) => String((await read(port, url)).body);

function read(port: number, url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(
      { port, host: '127.0.0.1', path: url, headers: signedHeaders({ port }, { url, headers }) },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    ).on('error', reject);
  });
}
