import { type Md5State, md5Start } from '../digest/md5-state.ts';
import type { Part } from '../types.ts';

/** What is known of a file's upload over its runs: by this a paused or failed one goes on where it was. */
export interface UploadMemory {
  /** A run has been started before. */
  begun: boolean;
  /** Somebody else began the upload: what they sent is not removed because a file here proves changed. */
  adopted?: boolean;
  /** Where the MD5 of the whole stands, of an upload in blocks: after so many of them. */
  whole: { blocks: number; state: Md5State; md5: string };
  /** The server was asked to join the blocks of this upload: an answer may have been lost. */
  joinAsked?: boolean;
  /** The upload on the server, in parts or in blocks. `unknown`: asked for, and the answer never came. */
  upload: { state: 'none' } | { state: 'unknown' } | { state: 'open'; uploadId: string };
  /** Local MD5 by part number. */
  md5s: Map<number, string>;
  /** What the server has confirmed, by part number. */
  parts: Map<number, Part & { etagIsMd5: boolean }>;
}

export function createUploadMemory(): UploadMemory {
  return {
    begun: false,
    whole: nothingHashed(),
    upload: { state: 'none' },
    md5s: new Map(),
    parts: new Map(),
  };
}

/** Nothing of the file is known any more. */
export function forgetFile(memory: UploadMemory): void {
  memory.md5s.clear();
  memory.parts.clear();
  memory.whole = nothingHashed();
}

/** What the server had is gone or useless; what is known of the file stays. */
export function forgetUpload(memory: UploadMemory): void {
  memory.upload = { state: 'none' };
  memory.joinAsked = false;
  memory.parts.clear();
}

const nothingHashed = (): UploadMemory['whole'] => ({ blocks: 0, state: md5Start, md5: '' });
