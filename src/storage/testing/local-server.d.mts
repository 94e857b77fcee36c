/** One request that a real server received, answered by the test. */
export interface LocalRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Record<string, string | undefined>;
  readonly bodyRead: Promise<string>;
  /** Settles when the connection of this request closes: true where that was before the answer was complete. */
  readonly clientGone: Promise<boolean>;
  respond(status: number, headers: Record<string, string>, body: string): void;
  /** Sends the beginning of an answer, and leaves it open. */
  begin(status: number, headers: Record<string, string>, chunk: string): void;
  /** Drops the connection. */
  cut(): void;
}

export interface LocalServer {
  readonly url: string;
  nextRequest(): Promise<LocalRequest>;
  close(): Promise<void>;
}

/** An HTTP server on a free loopback port, as a conversation. */
export function startLocalServer(): Promise<LocalServer>;

export interface EmbeddedStore {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  stop(): Promise<void>;
}

/** Builds the server where needed and starts its store on free ports with a data folder of its own. */
export function startEmbeddedStore(): Promise<EmbeddedStore>;
