import type { HttpHandlerOptions, HttpRequest } from '@smithy/protocol-http';
import { HttpResponse } from '@smithy/protocol-http';
import { readBytes } from './read-body.ts';
import type { Transport } from './transport.ts';

/** What a call hands to the handler through the SDK's own `send(command, options)`. */
export interface SdkCallOptions extends HttpHandlerOptions {
  abortSignal?: AbortSignal;
  onUploadProgress?: (bytesSent: number) => void;
  /** ms; see `TransportRequest`. */
  idleTimeout?: number;
  /** Sees every answer before the SDK does, and throws for those that are failures. */
  refuse: (answer: { status: number; headers: Record<string, string>; body: string }) => void;
}

/** Set by the browser itself, with the values that were signed; a page may not set them. */
const headersOfTheBrowser = new Set(['host', 'content-length', 'user-agent', 'expect', 'connection']);

/** RFC 3986 with upper-case hex, as in the canonical request. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * The query in the order in which it was signed: by encoded name, then by value. Servers that keep the sent order of
 * equal names and those that sort then agree.
 */
function queryString(query: HttpRequest['query']): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((each) => ({ name: encode(name), value: encode(each) })),
  );
  pairs.sort((left, right) => compare(left.name, right.name) || compare(left.value, right.value));
  return pairs.map(({ name, value }) => `${name}=${value}`).join('&');
}

/** The absolute URL of an SDK request. */
export function urlOfRequest(request: HttpRequest): string {
  const { protocol, hostname, port, path } = request;
  const query = queryString(request.query);
  return `${protocol}//${hostname}${port ? `:${port}` : ''}${path}${query === '' ? '' : `?${query}`}`;
}

/** Headers as a page may set them. */
export function sendableHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !headersOfTheBrowser.has(name.toLowerCase())),
  );
}

/**
 * The AWS SDK's request handler over a `Transport`. Answers are read whole: those that are large never pass through
 * the SDK. A failure is thrown by the call's own `refuse`, so that it is the same error on every way to the server.
 */
export function createSdkHandler(transport: Transport) {
  return {
    async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
      // The SDK passes on what `send(command, options)` was given, and knows it as its own narrower type.
      const { abortSignal, onUploadProgress, idleTimeout, refuse } = options as SdkCallOptions;
      const { method } = request;
      const { status, headers, body } = await transport({
        method,
        url: urlOfRequest(request),
        headers: sendableHeaders(request.headers),
        body: method === 'GET' || method === 'HEAD' ? undefined : request.body,
        signal: abortSignal,
        onUploadProgress,
        idleTimeout,
      });
      const bytes = new Uint8Array(await readBytes(body));
      refuse({ status, headers, body: new TextDecoder().decode(bytes) });
      return { response: new HttpResponse({ statusCode: status, headers, body: bytes }) };
    },
    updateHttpClientConfig() {
      // The SDK's interface asks for it; this handler has no settings of its own.
    },
    httpHandlerConfigs: () => ({}),
  };
}
