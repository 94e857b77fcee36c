import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { openAccounts, type StoreUser } from './access/accounts.ts';
import { openDeploymentId } from './admin/deployment-id.ts';
import { answer } from './answer.ts';
import { openByteFiles } from './bytes/byte-files.ts';
import { openContentStore } from './bytes/content-store.ts';
import { sweep } from './bytes/sweep.ts';
import { corsSettingOfUrl } from './cors/cors-setting-of.ts';
import { openMasterKey } from './encryption/master-key.ts';
import { openEventHub } from './events/event-hub.ts';
import type { Profile, Reply, StoreContext } from './http/call.ts';
import { errorReply } from './http/error-reply.ts';
import { requestHeaders } from './http/request-headers.ts';
import { S3Error } from './http/s3-error.ts';
import { sendReply } from './http/send-reply.ts';
import { openLifecycle } from './lifecycle/open-lifecycle.ts';
import { openMetadata } from './metadata/database.ts';
import { openReplicator } from './replication/open-replicator.ts';

export interface StoreOptions {
  /** Made where it is missing. One process at a time may have it open. */
  dataDir: string;
  /** The owner's keys: they may do everything. */
  credentials: { accessKeyId: string; secretAccessKey: string };
  /** Others, who may do what a bucket's policy lets them. */
  users?: readonly StoreUser[];
  /** Where notifications can be sent, by the name in their ARN. */
  webhooks?: readonly { name: string; url: string }[];
  profile?: Profile;
  /** Where a bucket is that was made without a LocationConstraint. Requests may be signed for any region. */
  region?: string;
  /** Unix ms. */
  now?: () => number;
}

export interface Store {
  /** Answers one request of a Node server. The server's `requestTimeout` must leave room for large bodies. */
  handle(req: IncomingMessage, res: ServerResponse): void;
  /** Does what the buckets' lifecycle rules ask for at this time. It also runs by itself, every hour. */
  runLifecycle(): Promise<void>;
  /** Settles when nothing waits to be replicated, but for what failed and will be tried again. */
  replicationIdle(): Promise<void>;
  /** Cuts the requests in hand, waits for what they have begun, and closes the files. */
  close(): Promise<void>;
  /** Settles when what an earlier process left behind is cleared away; requests are answered meanwhile. */
  swept: Promise<void>;
}

/** An S3 store on one machine: metadata in LMDB, bytes in files. */
export async function openStore({
  dataDir,
  credentials,
  users = [],
  webhooks = [],
  profile = 'aws',
  region = 'us-east-1',
  now = Date.now,
}: StoreOptions): Promise<Store> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const masterKey = await openMasterKey(dataDir);
  const files = await openByteFiles(dataDir);
  const metadata = openMetadata(join(dataDir, 'metadata'));
  const deploymentId = await openDeploymentId(dataDir);
  const events = openEventHub({ metadata, targets: webhooks, region, profile, deploymentId, report });
  const contents = openContentStore(files, metadata, masterKey, events, report);
  const accounts = openAccounts({ owner: credentials, users, now, sessionKey: masterKey });
  const admin = { deploymentId, webhooks: webhooks.map(({ name }) => name), started: now() };
  const closing = new AbortController();
  const replicator = openReplicator({ metadata, contents, events, region, profile, now, report });
  const store: StoreContext = { region, profile, now, metadata, contents, events, replicator };
  const lifecycle = openLifecycle(store, report);
  const inHand = new Map<ServerResponse, Promise<void>>();
  const swept = sweep(files, metadata.tables, closing.signal).catch(report);

  return {
    handle(req, res) {
      const answered = respond(req, res).finally(() => inHand.delete(res));
      inHand.set(res, answered);
    },
    runLifecycle: () => lifecycle.run(),
    replicationIdle: () => replicator.idle(),
    async close() {
      closing.abort();
      for (const res of inHand.keys()) res.destroy();
      await Promise.all([swept, lifecycle.close(), replicator.close(), ...inHand.values()]);
      await events.close();
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
    const headers = requestHeaders(req.rawHeaders);
    const gone = new AbortController();
    res.once('close', () => gone.abort());
    // As it was before the request: one that changes it is answered as its preflight was.
    const cors = corsSettingOfUrl(metadata.tables, profile, req.url ?? '/');
    let reply: Reply;
    try {
      const incoming = { req, method, headers, requestId, signal: gone.signal, report };
      reply = await answer(incoming, store, accounts, admin);
    } catch (error) {
      const resource = req.url?.split('?')[0] ?? '';
      reply = errorReply(s3Error(error), { method, resource, requestId, profile });
    }
    try {
      await sendReply(req, res, reply, common, cors);
    } catch (error) {
      // The status is out already, or nobody is there to read it: all that can be said is to end short.
      if (!isHangUp(error)) report(error);
      res.destroy();
    } finally {
      if (typeof reply.body === 'object') await reply.body.close().catch(report);
    }
  }
}

function s3Error(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  if (!isHangUp(error)) report(error);
  return new S3Error('InternalError', 'The store failed at this; its own log says why.');
}

/** A client that went away is no fault of the store. */
const isHangUp = (error: unknown) =>
  (error as Error | undefined)?.name === 'AbortError' ||
  ['ERR_STREAM_PREMATURE_CLOSE', 'EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ABORT_ERR'].includes(
    String((error as NodeJS.ErrnoException | undefined)?.code),
  );

/** What no client can be told in full. */
function report(error: unknown): void {
  process.stderr.write(`store: ${error instanceof Error ? error.stack : String(error)}\n`);
}
