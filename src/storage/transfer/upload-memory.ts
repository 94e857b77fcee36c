import type { Part } from '../types.ts';

/** What is known of a file's upload over its runs: by this a paused or failed one goes on where it was. */
export interface UploadMemory {
  /** A run has been started before. */
  begun: boolean;
  /** Somebody else began the upload: what they sent is not removed because a file here proves changed. */
  adopted?: boolean;
  /** The multipart upload on the server. `unknown`: asked for, and the answer never came. */
  upload: { state: 'none' } | { state: 'unknown' } | { state: 'open'; uploadId: string };
  /** Local MD5 by part number. */
  md5s: Map<number, string>;
  /** What the server has confirmed, by part number. */
  parts: Map<number, Part & { etagIsMd5: boolean }>;
}

export function createUploadMemory(): UploadMemory {
  return { begun: false, upload: { state: 'none' }, md5s: new Map(), parts: new Map() };
}
