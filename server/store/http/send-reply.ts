import { once } from 'node:events';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { CorsSetting } from '../cors/cors-setting.ts';
import type { Reply } from './call.ts';
import { corsHeaders } from './cors.ts';
import { sendStream } from './send-stream.ts';

/** How long a client may go on sending a body that was refused before its connection is cut, in ms. */
const drainMs = 30_000;

/** Writes an answer, whatever became of the request's body. The reply's stream is closed by the caller. */
export async function sendReply(
  req: IncomingMessage,
  res: ServerResponse,
  { status, headers = {}, body }: Reply,
  common: OutgoingHttpHeaders,
  cors: CorsSetting | undefined,
): Promise<void> {
  const all = { ...common, ...headers };
  const text = typeof body === 'string' ? body : undefined;
  const length = text === undefined ? undefined : Buffer.byteLength(text);
  // An answer without a body says so, except where HTTP has it that there is none.
  const isBodiless = status === 204 || status === 304 || req.method === 'HEAD';
  if (body === undefined && !isBodiless) all['content-length'] = 0;
  else if (length !== undefined && req.method !== 'HEAD') all['content-length'] = length;
  const asked = { method: req.method ?? 'GET', origin: req.headers.origin };
  res.writeHead(status, { ...all, ...corsHeaders(asked, cors, Object.keys(all)) });

  if (body !== undefined && text === undefined && typeof body === 'object') {
    if ('content-length' in all) await sendStream(res, body);
    else await pipeline(body.chunks(), res);
    return;
  }
  const shown = req.method === 'HEAD' ? undefined : text;
  if (req.complete) {
    req.resume();
    res.end(shown);
    return;
  }
  if (shown === undefined) res.flushHeaders();
  else res.write(shown);
  // The answer is out whole, but ending it now would close the connection under a client that still sends, and
  // the reset would throw the answer away before a browser has read it.
  await drain(req);
  res.end();
}

async function drain(req: IncomingMessage): Promise<void> {
  if (req.destroyed) return;
  const limit = AbortSignal.timeout(drainMs);
  req.resume();
  try {
    await once(req, 'close', { signal: limit });
  } catch {
    // Too slow, or gone: either way nobody waits for the rest.
    req.destroy();
  }
}
