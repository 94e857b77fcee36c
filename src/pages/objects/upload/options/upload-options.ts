import type { WriteOptions } from '../../../../storage/index.ts';
import type { OptionsDraft } from './options-draft.ts';

/** What a person set for uploads to one bucket, for as long as the page is open. Keys in it never leave memory. */
export interface UploadOptions {
  draft: OptionsDraft;
  options: WriteOptions;
}

interface Place {
  connectionId: string;
  bucket: string;
}

const set = new Map<string, UploadOptions>();
const listeners = new Set<() => void>();
const nameOf = ({ connectionId, bucket }: Place) => JSON.stringify([connectionId, bucket]);

export const uploadOptionsOf = (place: Place): UploadOptions | undefined => set.get(nameOf(place));

/** Undefined takes them away. */
export function setUploadOptions(place: Place, options: UploadOptions | undefined): void {
  if (options) set.set(nameOf(place), options);
  else set.delete(nameOf(place));
  for (const listener of listeners) listener();
}

export function onUploadOptions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
