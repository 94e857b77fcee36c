/**
 * The one seam to the network. A transport answers with any status as a value and rejects with a `StorageError`
 * (`network`, `timeout`, `aborted`, `mixed-content`, `file-changed`) only where no answer came. An abort ends the request itself.
 */
export interface TransportRequest {
  method: string;
  /** Absolute, as signed: never re-encoded on the way. */
  url: string;
  headers: Record<string, string>;
  body?: Blob | string | Uint8Array<ArrayBuffer>;
  signal?: AbortSignal;
  /** Bytes of the body sent so far. */
  onUploadProgress?: (bytesSent: number) => void;
  /** ms without any sign of life (progress, headers) until `timeout`. */
  idleTimeout?: number;
}

export interface TransportResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Null where the answer has none. */
  body: ReadableStream<Uint8Array> | null;
}

export type Transport = (request: TransportRequest) => Promise<TransportResponse>;
