import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { authenticate } from './auth/authenticate.ts';
import { openByteFiles } from './bytes/byte-files.ts';
import { openContentStore } from './bytes/content-store.ts';
import { sweep } from './bytes/sweep.ts';
import type { Call, Reply } from './http/call.ts';
import { preflightHeaders } from './http/cors.ts';
import { errorReply } from './http/error-reply.ts';
import { requestHeaders, withHoistedHeaders } from './http/request-headers.ts';
import { S3Error } from './http/s3-error.ts';
import { sendReply } from './http/send-reply.ts';
import { levelOf, parseTarget } from './http/target.ts';
import { refuseUnsupportedHeaders } from './http/unsupported-headers.ts';
import { checkBucketName } from './metadata/buckets.ts';
import { openMetadata } from './metadata/database.ts';
import { checkKeyLength } from './metadata/objects.ts';
import { openPayload } from './payload/payload.ts';
import { planPayload } from './payload/payload-plan.ts';
import { findRoute } from './routes.ts';

export interface StoreOptions {
  /** Made where it is missing. One process at a time may have it open. */
  dataDir: string;
  credentials: readonly { accessKeyId: string; secretAccessKey: string }[];
  /** Where a bucket is that was made without a LocationConstraint. Requests may be signed for any region. */
  region?: string;
  /** Unix ms. */
  now?: () => number;
}

export interface Store {
  /** Answers one request of a Node server. The server's `requestTimeout` must leave room for large bodies. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  /** Cuts the requests in hand, waits for what they have begun, and closes the files. */
  close(): Promise<void>;
  /** Settles when what an earlier process left behind is cleared away; requests are answered meanwhile. */
  swept: Promise<void>;
}

/** An S3 store on one machine: metadata in LMDB, bytes in files. */
export async function openStore({
  dataDir,
  credentials,
  region = 'us-east-1',
  now = Date.now,
}: StoreOptions): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const files = await openByteFiles(dataDir);
  const metadata = openMetadata(join(dataDir, 'metadata'));
  const contents = openContentStore(files, metadata, report);
  const secretKeys = new Map(credentials.map((pair) => [pair.accessKeyId, pair.secretAccessKey]));
  const closing = new AbortController();
  const inHand = new Map<ServerResponse, Promise<void>>();
  const swept = sweep(files, metadata.tables, closing.signal).catch(report);

  return {
    handle(req, res) {
      const answered = respond(req, res).finally(() => inHand.delete(res));
      inHand.set(res, answered);
    },
    async close() {
      closing.abort();
      for (const res of inHand.keys()) res.destroy();
      await Promise.all([swept, ...inHand.values()]);
      await metadata.close();
    },
    swept,
  };

  async function respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const common = {
      date: new Date(now()).toUTCString(),
      server: 'Pail',
      'x-amz-request-id': requestId,
      'x-amz-id-2': requestId,
    };
    const method = req.method ?? 'GET';
    let reply: Reply;
    try {
      reply = await answer(req, method);
    } catch (error) {
      reply = errorReply(s3Error(error), method, req.url?.split('?')[0] ?? '', requestId);
    }
    try {
      await sendReply(req, res, reply, common);
    } catch (error) {
      // The status is out already, or nobody is there to read it: all that can be said is to end short.
      if (!res.destroyed) report(error);
      res.destroy();
    } finally {
      if (typeof reply.body === 'object') await reply.body.close().catch(report);
    }
  }

  async function answer(req: IncomingMessage, method: string): Promise<Reply> {
    const headers = requestHeaders(req.rawHeaders);
    if (method === 'OPTIONS') return { status: 204, headers: preflightHeaders(headers) };
    const target = parseTarget(req.url ?? '/');
    const auth = authenticate({ ...target, method, headers }, secretKeys, now());
    const allHeaders = withHoistedHeaders(headers, target.query);
    const level = levelOf(target);
    const route = findRoute(method, level, target.query, allHeaders);
    refuseUnsupportedHeaders(allHeaders);
    if (level !== 'service') checkBucketName(target.bucket);
    checkKeyLength(target.key);
    const plan = planPayload(headers, auth.payloadHash, route.checksumOf);
    const call: Call = {
      ...target,
      method,
      headers: allHeaders,
      payload: openPayload(req, plan, auth),
      origin: `http://${headers.get('host') ?? 'localhost'}`,
      region,
      now,
      metadata,
      contents,
    };
    return route.operation(call);
  }
}

function s3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  report(error);
  return new S3Error('InternalError', 'The store failed at this; its own log says why.');
}

/** What no client can be told in full. */
function report(error: unknown): void {
  process.stderr.write(`store: ${error instanceof Error ? error.stack : String(error)}\n`);
}
