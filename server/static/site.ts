import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { StartProblem, systemErrorCode } from '../start-problem.ts';
import { contentTypeOf } from './content-type.ts';
import { chooseEncoding, type Encoding, matchesETag } from './negotiation.ts';

interface File {
  contentType: string;
  cacheControl: string;
  hash: string;
  /** Each encoding is made when it is first asked for. An encoding that gains nothing resolves to undefined. */
  encoded: (encoding: Encoding) => Promise<Buffer | undefined>;
  plain: Buffer;
}

/** Below this, a compressed file fits the same number of network packets. */
const smallestCompressed = 1024;

/**
 * Serves a built `dist/` folder. The files are read once, so a later build never mixes with the pages that
 * are already open, and a path can only name what was read: there is no way out of the folder.
 */
export async function openSite(folder: string): Promise<(request: Request) => Promise<Response>> {
  const files = await readFiles(folder);
  if (!files.has('/index.html')) {
    throw new StartProblem(`The console is not built: ${folder} has no index.html; run npm run build.`);
  }
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response('Only GET and HEAD.\n', { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const file = files.get(filePath(new URL(request.url).pathname));
    if (file === undefined) return new Response('Not found.\n', { status: 404 });
    return await respond(request, file);
  };
}

async function respond(request: Request, file: File): Promise<Response> {
  const wanted = chooseEncoding(request.headers.get('accept-encoding'));
  const packed = await file.encoded(wanted);
  const encoding = packed === undefined ? 'identity' : wanted;
  const body = packed ?? file.plain;
  const etag = encoding === 'identity' ? `"${file.hash}"` : `"${file.hash}-${encoding}"`;
  const headers = new Headers({ 'cache-control': file.cacheControl, etag, vary: 'Accept-Encoding' });
  if (matchesETag(request.headers.get('if-none-match'), etag))
    return new Response(null, { status: 304, headers });
  headers.set('content-type', file.contentType);
  headers.set('content-length', String(body.length));
  if (encoding !== 'identity') headers.set('content-encoding', encoding);
  return new Response(request.method === 'HEAD' ? null : body, { headers });
}

/** The key in the table of files for a URL's path, or '' for one that cannot be decoded. */
function filePath(pathname: string): string {
  try {
    const path = decodeURIComponent(pathname);
    return path === '/' ? '/index.html' : path;
  } catch {
    return '';
  }
}

async function readFiles(folder: string): Promise<Map<string, File>> {
  const files = new Map<string, File>();
  for (const path of await listFiles(folder)) {
    files.set(`/${path}`, makeFile(path, await readFile(join(folder, path))));
  }
  return files;
}

/** Paths below the folder with `/`, without hidden ones such as the build's own manifest. */
async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((path) => !/(^|\/)\./.test(path));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function makeFile(path: string, plain: Buffer): File {
  const type = contentTypeOf(path);
  const compressible = type.text && plain.length >= smallestCompressed;
  const made = new Map<Encoding, Promise<Buffer | undefined>>();
  return {
    contentType: type.name,
    // Names below assets/ carry a hash of their content.
    cacheControl: path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    hash: createHash('sha256').update(plain).digest('base64url').slice(0, 22),
    plain,
    encoded: async (encoding) => {
      if (!compressible || encoding === 'identity') return undefined;
      const making = made.get(encoding) ?? compress(plain, encoding);
      made.set(encoding, making);
      return await making;
    },
  };
}

async function compress(plain: Buffer, encoding: 'br' | 'gzip'): Promise<Buffer | undefined> {
  const packed =
    encoding === 'gzip'
      ? await promisify(gzip)(plain, { level: 9 })
      : await promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
  return packed.length < plain.length ? packed : undefined;
}
