// @ts-check
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

/**
 * A store that forgets what it receives, in a process of its own: cheap enough never to be the limit, and the same
 * for everything that is measured. Its ETags are what the client says the MD5 is, in Content-MD5 or in Want's field
 * `md5`: a client that verifies does all of its own work, and nobody waits for a second hash. At the end S3's side
 * hashes the list of parts and Want's answers with the `md5` of the whole: a millisecond either way.
 */
/** @type {Map<string, Map<number, string>>} */
const uploads = new Map();
let received = 0;
/** Bytes of a form in which Want's fields are looked for: all but `content`, which is last and is not kept. */
const formHead = 64 * 1024;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://store');
  const uploadId = url.searchParams.get('uploadId') ?? '';
  response.setHeader('Access-Control-Allow-Origin', '*');
  response.setHeader('Access-Control-Expose-Headers', '*');

  if (request.method === 'OPTIONS') {
    response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, PUT, POST, DELETE');
    response.setHeader(
      'Access-Control-Allow-Headers',
      request.headers['access-control-request-headers'] ?? '*',
    );
    response.setHeader('Access-Control-Max-Age', '3000');
    response.writeHead(204).end();
    return;
  }

  const wantCall = /^\/api\/proxy\/(\w+)/.exec(url.pathname)?.[1];
  let size = 0;
  let head = '';
  request.on('data', (chunk) => {
    if (wantCall && size < formHead) head += chunk.toString('latin1', 0, formHead);
    size += chunk.length;
  });
  request.on('end', () => {
    if (wantCall) answerWant(wantCall);
    else if (request.method === 'GET') answer(200, JSON.stringify({ received }));
    else if (request.method === 'PUT') put();
    else if (url.searchParams.has('uploads')) create();
    else if (request.method === 'POST') complete();
    else answer(204);
  });

  function put() {
    received += size;
    const md5 = Buffer.from(String(request.headers['content-md5'] ?? ''), 'base64').toString('hex');
    const etag = md5 || '0'.repeat(32);
    uploads.get(uploadId)?.set(Number(url.searchParams.get('partNumber')), etag);
    response.setHeader('ETag', `"${etag}"`);
    answer(200);
  }

  /** @param {string} call */
  function answerWant(call) {
    received += size;
    const file = {
      code: 'OK',
      message: 'OK',
      requestId: 'bench',
      namespace: 'bench',
      dir: '/',
      name: 'pail',
    };
    const names = { id: 'bench', uploadId: 'bench', partNumber: Number(field('partNumber') || 1) };
    const eTag = (field('md5') || '0'.repeat(32)).toUpperCase();
    const isBlock = call === 'blockInit' || call === 'blockUpload';
    const about = isBlock ? names : { url: '', fileSize: 0, fileModified: 0, mimeType: '', isImage: false };
    answer(200, JSON.stringify({ ...file, ...about, eTag }));
  }

  /** @param {string} name */
  function field(name) {
    return new RegExp(`name="${name}"\\r\\n(?:[^\\r]+\\r\\n)*\\r\\n([^\\r]*)`).exec(head)?.[1] ?? '';
  }

  function create() {
    const id = `upload-${uploads.size + 1}`;
    uploads.set(id, new Map());
    answer(200, element('InitiateMultipartUploadResult', `<UploadId>${id}</UploadId>`));
  }

  function complete() {
    const parts = [...(uploads.get(uploadId) ?? [])].sort(([left], [right]) => left - right);
    const hash = createHash('md5');
    for (const [, etag] of parts) hash.update(etag, 'hex');
    const etag = `&quot;${hash.digest('hex')}-${parts.length}&quot;`;
    answer(200, element('CompleteMultipartUploadResult', `<ETag>${etag}</ETag>`));
  }

  /** @type {(status: number, body?: string) => void} */
  function answer(status, body = '') {
    response.writeHead(status, {
      'Content-Type': 'application/xml',
      'Content-Length': Buffer.byteLength(body),
    });
    response.end(body);
  }
});

/** @type {(name: string, content: string) => string} */
function element(name, content) {
  return `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`;
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));
