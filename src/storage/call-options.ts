export interface CallOptions {
  signal?: AbortSignal;
}

export interface UploadCallOptions extends CallOptions {
  /** Bytes of this body handed to the network so far. */
  onProgress?: (bytesSent: number) => void;
}
