import { lookup as resolveName } from 'node:dns';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isCallbackAddress } from './callback-address.ts';
import type { PolicyCallback } from './upload-policy.ts';
import { WantError } from './want-error.ts';

/** The whole of it, from the name's resolution to the answer's last byte, in ms. */
const callbackMs = 10_000;
const maxAnswerBytes = 1024 * 1024;

/**
 * Tells a server of its own choice about a file, and returns the JSON text that it answers with. The URL is that of
 * whoever holds a key, so the store does not go where only it may: see `callback-address.ts`. The address is judged
 * as it is connected to, so a name that resolves to another one a moment later gains nothing. Redirects are not
 * followed. Throws CallbackFailed, also when `signal` ends it.
 */
export async function sendCallback(
  { url, host, bodyType }: PolicyCallback,
  body: string,
  signal: AbortSignal,
): Promise<string> {
  const target = new URL(url);
  const address = target.hostname.replace(/^\[(.*)\]$/, '$1');
  // Without a name there is nothing to resolve, and nobody would ask.
  if (/^[\d.]+$|:/.test(address) && !isCallbackAddress(address)) throw refusedAddress();
  const bytes = Buffer.from(body, 'utf8');
  const options: RequestOptions = {
    method: 'POST',
    lookup: lookupAllowed,
    agent: false,
    signal: AbortSignal.any([signal, AbortSignal.timeout(callbackMs)]),
    headers: {
      'content-type': bodyType,
      'content-length': bytes.length,
      'user-agent': 'Pail',
      accept: 'application/json',
      ...(host === undefined ? {} : { host }),
    },
  };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(error instanceof WantError ? error : callbackFailed('was not reached'));
    const send = target.protocol === 'https:' ? requestHttps : requestHttp;
    const req = send(target, options, (res) => {
      const chunks: Buffer[] = [];
      let size = 0;
      res.on('error', fail);
      res.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > maxAnswerBytes) req.destroy(callbackFailed('answered with too much'));
      });
      res.on('end', () => {
        const status = res.statusCode ?? 0;
        if (status < 200 || status > 299) return fail(callbackFailed(`answered with the status ${status}`));
        const text = Buffer.concat(chunks).toString('utf8');
        return isJson(text) ? resolve(text) : fail(callbackFailed('answered with no JSON'));
      });
      // An answer that is cut has no end.
      res.on('close', () => fail(callbackFailed('broke its answer off')));
    });
    req.on('error', fail);
    req.end(bytes);
  });
}

const lookupAllowed: LookupFunction = (name, options, done) => {
  resolveName(name, { ...options, all: true }, (error, addresses) => {
    const allowed = (addresses ?? []).filter(({ address }) => isCallbackAddress(address));
    const [first] = allowed;
    if (error !== null) done(error, '');
    else if (first === undefined || allowed.length !== addresses.length) done(refusedAddress(), '');
    else if (options.all) done(null, allowed);
    else done(null, first.address, first.family);
  });
};

const callbackFailed = (what: string) =>
  new WantError('CallbackFailed', `The file is stored, but the server of callbackUrl ${what}.`);

const refusedAddress = () => callbackFailed('has an address that callbacks do not go to');

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
