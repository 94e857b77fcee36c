import type { IncomingMessage } from 'node:http';
import type { Access } from '../access/access.ts';
import type { EventSource } from '../events/store-event.ts';
import type { StoreContext } from '../http/call.ts';
import { encodeUriComponent } from '../http/uri-encoding.ts';

/** A Want call whose signature was checked. */
export interface WantCall {
  req: IncomingMessage;
  store: StoreContext;
  /** Of the answer. */
  requestId: string;
  /** Of the address that the client used. */
  origin: string;
  accessKeyId: string;
  /** What the account may do, in S3's words. */
  access: Access;
  source: EventSource;
  /** Ends when the client is gone or the store closes. */
  signal: AbortSignal;
}

/** Where the file is to be read by S3, which only those may whom the bucket's policy lets, or with a signature. */
export const fileUrl = (origin: string, namespace: string, key: string) =>
  `${origin}/${[namespace, ...key.split('/')].map(encodeUriComponent).join('/')}`;
