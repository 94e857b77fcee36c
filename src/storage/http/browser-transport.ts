import { fetchTransport } from './fetch-transport.ts';
import type { Transport } from './transport.ts';
import { xhrTransport } from './xhr-transport.ts';

/** XMLHttpRequest for file bodies, whose progress somebody watches or whose silence must be noticed; else fetch. */
export const browserTransport: Transport = (request) =>
  request.body instanceof Blob && typeof XMLHttpRequest !== 'undefined'
    ? xhrTransport(request)
    : fetchTransport(request);
