/**
 * Where a download goes. Nothing is opened before the first call; what was there before stays until `close`. Rejects
 * with whatever the file system says.
 */
export interface FileTarget {
  write(position: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Makes what was written the file, and hands it out as it is now. May be called again. */
  close(): Promise<Blob>;
  /** Forgets what was written. A later `write` begins anew. */
  abort(): Promise<void>;
  /** It was cancelled: takes away also what was made for it alone. */
  remove(): Promise<void>;
  /** What was closed has proved to be right. */
  keep?(): void;
}
