import type { ObjectHead } from '../../storage/index.ts';
import type { OpenObject } from '../shared/open-object.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { contentTypeOf } from './content-type.ts';
import { readAtMost } from './read-at-most.ts';

/** How a preview reads its object: this version with these bytes, or `precondition-failed`. */
export interface PreviewSource {
  /** Bytes that there are to read. */
  readonly size: number;
  /** Names the bytes in caches; another object, version or content has another one. */
  readonly queryKey: readonly unknown[];
  /** From `start` up to but not with `end`; fewer where the object ends before. Rejects with a `StorageError`. */
  read(start: number, end: number, options?: { signal?: AbortSignal }): Promise<Uint8Array<ArrayBuffer>>;
  /** A link for elements that read by ranges themselves. Absent where a link alone would not do (SSE-C, no keys). */
  url?(): Promise<string>;
}

export interface PreviewProps {
  source: PreviewSource;
  head: ObjectHead;
  objectKey: string;
  /** The hex view, or whatever else shows it where this preview cannot. */
  onFallback: () => void;
}

/** Seconds that a link for an element holds: as long as somebody may watch. */
const linkExpiresIn = 3600;

export function createPreviewSource(object: OpenObject): PreviewSource {
  const { storage, bucket, key, versionId, customerKey, head } = object;
  return {
    size: head.size,
    queryKey: queryKeys.object(
      storage.connectionId,
      bucket,
      key,
      'preview',
      versionId,
      head.etag,
      keyed(object),
    ),
    async read(start, end, options) {
      const last = Math.min(end, head.size) - 1;
      if (last < start) return new Uint8Array(0);
      const { body } = await storage.objects.get(
        {
          bucket,
          key,
          versionId,
          customerKey,
          ifMatch: head.etag || undefined,
          range: { start, end: last },
        },
        options,
      );
      return readAtMost(body, last + 1 - start);
    },
    url: linkOf(object),
  };
}

/** A file with a public address has that link and no other. */
function linkOf({ storage, bucket, key, versionId, customerKey, head }: OpenObject): PreviewSource['url'] {
  const { url } = head;
  if (storage.objects.plain) return url === undefined ? undefined : async () => url;
  const { presign } = storage;
  if (!presign || customerKey || head.encryption?.kind === 'sse-c') return undefined;
  return async () => {
    const link = await presign.presign({
      method: 'GET',
      bucket,
      key,
      versionId,
      expiresIn: linkExpiresIn,
      responseContentType: contentTypeOf(head, key),
    });
    return link.url;
  };
}

/** Bytes that are here already. */
export function memorySource(bytes: Uint8Array<ArrayBuffer>, queryKey: readonly unknown[]): PreviewSource {
  return {
    size: bytes.length,
    queryKey: [...queryKey, 'unpacked'],
    read: async (start, end) => bytes.slice(start, end),
  };
}

/** What is read with a key of one's own is another matter than the refusal without; the key itself stays out. */
const keyed = ({ customerKey }: OpenObject) => (customerKey ? 'keyed' : 'plain');
