import type { Tables } from '../metadata/database.ts';

/** Who caused an event, and how: what its record tells of the request. */
export interface EventSource {
  /** Of the request; empty for what the store did by itself. */
  requestId: string;
  /** The access key id, or `anonymous`. */
  principalId: string;
  /** Without port. */
  address: string;
  userAgent: string;
  /** Of the store, as the client addressed it; absent for what the store did by itself. */
  origin?: string;
}

/** Something that happened to an object or bucket. */
export interface StoreEvent {
  /** `s3:ObjectCreated:Put` and so on, as MinIO writes them; AWS leaves `s3:` off in what it delivers. */
  name: string;
  bucket: string;
  /** Empty for what happened to the bucket itself. */
  key: string;
  /** Absent in a bucket that never had versioning. */
  versionId?: string;
  /** Of what was made or read; absent for what was removed. */
  object?: { size: number; etag: string; contentType?: string; userMetadata: Record<string, string> };
  /** Of the version that was made; absent for all other events, which have their time alone to be ordered by. */
  order?: string;
  /** Unix ms. */
  time: number;
  source: EventSource;
}

/** Where events go. All of it does nothing for a bucket that tells nobody. */
export interface EventHub {
  /** The names of the webhooks that a bucket may be told to notify. */
  targets: ReadonlySet<string>;
  /** Inside the commit that made it happen: keeps what configured targets must get, so that none is lost. */
  record(tables: Tables, events: readonly StoreEvent[]): void;
  /** After that commit: tells whoever listens, and wakes the deliveries. */
  publish(events: readonly StoreEvent[]): void;
  /** For reads, which have no commit: both of the above, without keeping the reader waiting. */
  notify(events: readonly StoreEvent[]): void;
  /** From now on; events of before are not told. */
  subscribe(wants: (event: StoreEvent) => boolean): EventSubscription;
}

export interface EventSubscription {
  /**
   * The events that came since, each a line of JSON. Resolves with none when nothing came for `ms` milliseconds, or
   * the signal or the store ended it. One call at a time.
   */
  next(ms: number, signal: AbortSignal): Promise<readonly string[]>;
  /** Whether nothing will come any more. */
  readonly isClosed: boolean;
  close(): void;
}
