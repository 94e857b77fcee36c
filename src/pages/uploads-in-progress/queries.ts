import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type IncompleteUpload, type StorageDriver, StorageError } from '../../storage/index.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { createTurns } from './take-turns.ts';

export interface ListedUploads {
  uploads: IncompleteUpload[];
  /** The server has more than were asked for. */
  more: boolean;
  /** See `UploadPage`. */
  fromMemory: boolean;
}

/** Uploads that are loaded before the person is asked. */
export const usualLimit = 5000;

/** At least `limit` uploads where there are as many: whole pages are kept. `onPage` is told the count after each. */
export async function collectUploads(
  storage: StorageDriver,
  { bucket, prefix, limit }: { bucket: string; prefix: string; limit: number },
  { signal, onPage }: { signal: AbortSignal; onPage?: (count: number) => void },
): Promise<ListedUploads> {
  if (!storage.multipart) throw new StorageError('not-supported');
  const listed: ListedUploads = { uploads: [], more: false, fromMemory: false };
  for await (const page of storage.multipart.uploadPages({ bucket, prefix }, { signal })) {
    for (const upload of page.uploads) listed.uploads.push(upload);
    listed.fromMemory ||= page.fromMemory;
    listed.more = page.more;
    onPage?.(listed.uploads.length);
    if (listed.uploads.length >= limit) break;
  }
  return listed;
}

export function uploadsQuery(storage: StorageDriver, bucket: string, prefix: string, limit: number) {
  return queryOptions({
    queryKey: queryKeys.uploads(storage.connectionId, bucket, 'list', prefix, limit),
    queryFn: ({ signal }) => collectUploads(storage, { bucket, prefix, limit }, { signal }),
    // While one types, the rows of before stay.
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
}

/** Rows on screen ask for their sizes at once: so many of them, that the other connections stay free. */
const takeTurn = createTurns(4);

/** One page of the upload's parts. Asked for by rows in sight, and given up when they leave it. */
export function sizeQuery(storage: StorageDriver, bucket: string, { key, uploadId }: IncompleteUpload) {
  return queryOptions({
    queryKey: sizeKey(storage, bucket, { key, uploadId }),
    queryFn: ({ signal }) =>
      takeTurn(async () => {
        if (!storage.multipart) throw new StorageError('not-supported');
        return storage.multipart.measure({ bucket, key, uploadId }, { signal });
      }, signal),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

export function sizeKey(storage: StorageDriver, bucket: string, { key, uploadId }: IncompleteUpload) {
  return queryKeys.uploads(storage.connectionId, bucket, 'size', key, uploadId);
}
