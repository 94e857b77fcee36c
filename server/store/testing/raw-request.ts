import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { canonicalRequest } from '../auth/canonical-request.ts';
import { formatAmzDate } from '../auth/credential-scope.ts';
import { sha256Hex, sign, signingKey, stringToSign } from '../auth/signature.ts';
import { requestHeaders } from '../http/request-headers.ts';
import { parseTarget } from '../http/target.ts';
import { type TestStore, testCredentials } from './test-store.ts';

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** Whether the connection ended by a reset. */
  reset: boolean;
}

export interface RawRequest {
  method?: string;
  url: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  /** Sends the body's first bytes only, and then ends the connection's sending side. */
  cutBodyAt?: number;
  payloadHash?: string;
  signed?: boolean;
  /** The store's own where absent. */
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

/** Headers that sign a request as it is, however wrong it may be otherwise. */
export function signedHeaders(
  test: Pick<TestStore, 'port'>,
  request: RawRequest,
  now = Date.now(),
): Record<string, string> {
  const amzDate = formatAmzDate(now);
  const payloadHash =
    request.payloadHash ??
    createHash('sha256')
      .update(request.body ?? '')
      .digest('hex');
  const headers: Record<string, string> = {
    host: `127.0.0.1:${test.port}`,
    ...request.headers,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': amzDate,
  };
  const scope = `${amzDate.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const names = Object.keys(headers)
    .map((name) => name.toLowerCase())
    .sort();
  const { rawPath, query } = parseTarget(request.url);
  const canonical = canonicalRequest({
    method: request.method ?? 'GET',
    rawPath,
    query,
    headers: requestHeaders(Object.entries(headers).flat()),
    signedHeaders: names,
    payloadHash,
  });
  const toSign = stringToSign('AWS4-HMAC-SHA256', { amzDate, scope }, sha256Hex(canonical));
  const { accessKeyId, secretAccessKey } = request.credentials ?? testCredentials;
  const signature = sign({ key: signingKey(secretAccessKey, scope) }, toSign);
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

/** The bytes of a request: its head, signed unless it says otherwise, and its body. */
export function requestBytes(
  test: Pick<TestStore, 'port'>,
  request: RawRequest,
): { head: Buffer; body: Buffer } {
  const body = Buffer.from(request.body ?? '');
  const headers =
    request.signed === false
      ? { host: `127.0.0.1:${test.port}`, ...request.headers }
      : signedHeaders(test, request);
  const hasLength = Object.keys(headers).some((name) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const head = [
    `${request.method ?? 'GET'} ${request.url} HTTP/1.1`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(hasLength || request.body === undefined ? [] : [`content-length: ${body.length}`]),
    'connection: close',
    '',
    '',
  ].join('\r\n');
  return { head: Buffer.from(head, 'latin1'), body };
}

/** Sends exactly these bytes over a socket of its own: no client library stands in between. */
export async function rawRequest(test: Pick<TestStore, 'port'>, request: RawRequest): Promise<RawAnswer> {
  const { head, body } = requestBytes(test, request);
  return new Promise((resolve) => {
    const socket = connect(test.port, '127.0.0.1');
    const received: Buffer[] = [];
    let reset = false;
    socket.on('data', (chunk) => received.push(chunk));
    socket.on('error', () => {
      reset = true;
    });
    socket.on('close', () => resolve({ ...parseAnswer(Buffer.concat(received)), reset }));
    socket.write(head);
    if (request.cutBodyAt === undefined) socket.write(body);
    else socket.end(body.subarray(0, request.cutBodyAt));
  });
}

function parseAnswer(bytes: Buffer): Omit<RawAnswer, 'reset'> {
  const split = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.toString('latin1', 0, Math.max(0, split)).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1]), headers, body: bytes.toString('utf8', split + 4) };
}
