import type { ParsedListing } from './parse-listing.ts';

/** Page to worker; the bytes are transferred, not copied. */
export interface ParseRequest {
  id: number;
  bytes: ArrayBuffer;
}

/** Worker to page. `ready` comes once, when the worker's script has loaded. */
export type ParseReply = { kind: 'ready' } | { kind: 'parsed'; id: number; listing: ParsedListing };
