import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A request of the page's port with the address of the socket's other end. */
export interface PageRequest {
  request: Request;
  peerAddress: string | undefined;
}

export type PageHandler = (request: PageRequest) => Promise<Response>;

/**
 * Lets a `Request → Response` function answer a Node server. Request bodies are dropped: nothing on the
 * page's port takes one. The URL's origin is a stand-in; who was asked for is in the `Host` header.
 */
export function nodeListener(handler: PageHandler): RequestListener {
  return (req, res) => {
    req.resume();
    answer(handler, req, res).catch(() => res.destroy());
  };
}

async function answer(handler: PageHandler, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const request = toRequest(req);
  const response =
    request === undefined
      ? new Response('Bad request.\n', { status: 400 })
      : await handler({ request, peerAddress: req.socket.remoteAddress });
  res.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) res.end();
  else await pipeline(Readable.fromWeb(response.body), res);
}

function toRequest(req: IncomingMessage): Request | undefined {
  // Absolute-form targets (`GET http://…`) are for proxies.
  if (!req.url?.startsWith('/')) return undefined;
  const headers = new Headers();
  for (const [name, values] of Object.entries(req.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  try {
    return new Request(`http://page.invalid${req.url}`, { method: req.method ?? 'GET', headers });
  } catch {
    // Methods that the Fetch standard forbids (TRACE, CONNECT) and URLs that do not parse.
    return undefined;
  }
}
