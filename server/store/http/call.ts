import type { Access } from '../access/access.ts';
import type { ContentStore } from '../bytes/content-store.ts';
import type { Lend } from '../bytes/read-parts.ts';
import type { EventHub, EventSource } from '../events/store-event.ts';
import type { Metadata } from '../metadata/database.ts';
import type { Payload } from '../payload/payload.ts';
import type { Replicator } from '../replication/replicator.ts';
import type { RequestHeaders } from './request-headers.ts';
import type { Query } from './target.ts';

/** Whose habits the store has where servers differ. `aws` is how S3 is written down. */
export type Profile = 'aws' | 'minio';

/** The store, as its operations and its own work in the background see it. */
export interface StoreContext {
  region: string;
  profile: Profile;
  /** Unix ms. */
  now: () => number;
  metadata: Metadata;
  contents: ContentStore;
  events: EventHub;
  replicator: Replicator;
}

/** What an operation is given: a request that is signed, allowed, routed and decoded, and the store. */
export interface Call extends StoreContext {
  requestId: string;
  method: string;
  bucket: string;
  key: string;
  query: Query;
  headers: RequestHeaders;
  payload: Payload;
  /** Of the address that the client used, such as `http://127.0.0.1:7351`. */
  origin: string;
  /** Nobody can listen on the way: loopback, or TLS in front of the store. */
  isPrivate: boolean;
  /** Who asks, and what they may do beyond what the route has checked. */
  access: Access;
  source: EventSource;
  /** Ends when the client is gone or the store closes. */
  signal: AbortSignal;
}

export interface Reply {
  status: number;
  headers?: Record<string, string | number>;
  body?: string | ReplyStream;
}

/** Its length goes in the headers, where it is known. */
export interface ReplyStream {
  /** May use the buffers that `lend` gives. */
  chunks(lend?: Lend): AsyncGenerator<Buffer>;
  /** Always called, also when nothing was read. */
  close(): Promise<void>;
}

export type Operation = (call: Call) => Promise<Reply> | Reply;

/** An XML document as an answer. */
export const xmlReply = (document: string, headers: Record<string, string> = {}): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body: document,
});

/** The one owner of everything here. */
export const ownerId = 'pail';
