import type { StoreCredentials } from './credentials.ts';
import { hostOfHeader, httpOrigin, isLoopbackAddress } from './host-names.ts';
import type { PageRequest } from './node-listener.ts';

export interface EmbeddedStore {
  port: number;
  region: string;
  credentials: StoreCredentials;
}

/** Headers that only something in front of us adds: then the loopback peer is not the person's browser. */
const forwardingHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/**
 * `GET /pail/embedded-store`: the store's address and keys for our own page's one click. Any web page can
 * send requests to a port of this machine, so all of this must hold, or the answer is 403 and says nothing:
 *  - the peer is on loopback and nothing forwarded the request,
 *  - `x-pail: 1`, which another origin can send only after a preflight, and no preflight is ever granted,
 *  - `Sec-Fetch-Site` and `Origin`, where the browser sends them, name our own origin.
 * The `Host` header was checked before (`pageHandler`).
 */
export function answerEmbeddedStore(
  { request, peerAddress }: PageRequest,
  store: EmbeddedStore | undefined,
): Response {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
  if (!isOwnPage(request, peerAddress)) return new Response('Only for the page itself.\n', { status: 403 });
  if (store === undefined) return new Response('There is no embedded store.\n', { status: 404 });
  // The page keeps the host it was opened under: what reached us as "localhost" reaches the store so too.
  const host = hostOfHeader(request.headers.get('host')) ?? 'localhost';
  return Response.json(
    { endpoint: httpOrigin(host, store.port), region: store.region, ...store.credentials },
    { headers: { 'cache-control': 'no-store' } },
  );
}

function isOwnPage({ headers }: Request, peerAddress: string | undefined): boolean {
  if (!isLoopbackAddress(peerAddress)) return false;
  if (forwardingHeaders.some((name) => headers.has(name))) return false;
  if (headers.get('x-pail') !== '1') return false;
  if ((headers.get('sec-fetch-site') ?? 'same-origin') !== 'same-origin') return false;
  const ownOrigin = `http://${headers.get('host')}`;
  return (headers.get('origin') ?? ownOrigin) === ownOrigin;
}
