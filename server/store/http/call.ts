import type { ContentStore } from '../bytes/content-store.ts';
import type { Metadata } from '../metadata/database.ts';
import type { Payload } from '../payload/payload.ts';
import type { RequestHeaders } from './request-headers.ts';
import type { Query } from './target.ts';

/** What an operation is given: a request that is signed, routed and decoded, and the store. */
export interface Call {
  method: string;
  bucket: string;
  key: string;
  query: Query;
  headers: RequestHeaders;
  payload: Payload;
  /** Of the address that the client used, such as `http://127.0.0.1:7351`. */
  origin: string;
  region: string;
  /** Unix ms. */
  now: () => number;
  metadata: Metadata;
  contents: ContentStore;
}

export interface Reply {
  status: number;
  headers?: Record<string, string | number>;
  body?: string | ReplyStream;
}

/** A body of known length, which goes in the headers. */
interface ReplyStream {
  chunks(): AsyncGenerator<Buffer>;
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
