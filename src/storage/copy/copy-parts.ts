import SparkMD5 from 'spark-md5';
import type { MultipartOperations, MultipartTarget, StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { WithCustomerKey } from '../object-operations.ts';
import { partBounds, planParts } from '../transfer/part-plan.ts';
import type { ObjectHead, ObjectRef, Part, StoredBytes, WriteOptions } from '../types.ts';

/** Parts of one object that the server copies at a time. */
const lanes = 4;

export interface PartsCopy {
  storage: Pick<StorageDriver, 'multipart' | 'objectTags'>;
  source: ObjectRef & WithCustomerKey;
  /** Of the source; each part is taken of this ETag alone. */
  head: ObjectHead;
  to: { bucket: string; key: string };
  /** Everything but the tags, which are read from the source. */
  options: WriteOptions;
  onlyIfAbsent: boolean;
  /** Bytes. */
  partSize: number;
  /** Ends it: the parts are freed and `aborted` is thrown. */
  stop: AbortSignal;
  retry: <Result>(run: () => Promise<Result>) => Promise<Result>;
  onBytes: (bytes: number) => void;
}

/**
 * A copy by parts, of an object that is too large for one request. A multipart upload knows nothing of its source, so
 * all that is to be kept is said again. Rejects with what went wrong, after the parts are freed. `joinedEtag`: the
 * ETag that parts of these hashes give. API: CreateMultipartUpload, UploadPartCopy, CompleteMultipartUpload.
 */
export async function copyByParts(copy: PartsCopy): Promise<{ joinedEtag?: string }> {
  const { storage, head, to, options, onlyIfAbsent, stop } = copy;
  const { multipart } = storage;
  if (!multipart) throw new StorageError('too-large');
  const tags = await tagsOf(copy);
  // Not sent again where no answer came: nobody would know of the first upload.
  const uploadId = await multipart.create({ ...options, ...to, tags });
  const target = { ...to, uploadId };
  try {
    const stored = await copyAll(copy, multipart, target);
    if (stop.aborted) throw new StorageError('aborted');
    const parts = stored.map(({ part }) => part);
    await multipart.complete({ ...target, ...keyOf(options), parts, onlyIfAbsent });
    const hasHashes = stored.every(({ etagIsMd5 }) => etagIsMd5);
    return { joinedEtag: hasHashes && head.size > 0 ? joinedEtag(parts) : undefined };
  } catch (error) {
    await copy.retry(() => multipart.abort(target)).catch(() => undefined); // the first error says more
    throw error;
  }
}

/** Read only where there are any: who may not read tags may still copy what has none. */
async function tagsOf({ storage, source, head, retry }: PartsCopy) {
  if (!head.tagCount) return undefined;
  const { objectTags } = storage;
  if (!objectTags) throw new StorageError('not-supported');
  return retry(() => objectTags.read(source));
}

type Stored = Pick<StoredBytes, 'etagIsMd5'> & { part: Part };

/** The first failure ends all lanes, and is thrown once none works any more. */
async function copyAll(
  copy: PartsCopy,
  multipart: MultipartOperations,
  target: MultipartTarget,
): Promise<Stored[]> {
  const { source, head, options, stop, onBytes } = copy;
  const plan = planParts(head.size, multipart, copy.partSize);
  if (plan.kind === 'too-large') throw new StorageError('too-large');
  const { partSize, partCount } =
    plan.kind === 'parts' ? plan : { partSize: Math.max(1, head.size), partCount: 1 };
  const stored: Stored[] = [];
  const ending = new AbortController();
  const signal = AbortSignal.any([stop, ending.signal]);
  let next = 1;
  let failure: unknown;

  async function work(): Promise<void> {
    while (next <= partCount && !signal.aborted) {
      const partNumber = next++;
      const { start, end } = partBounds(partNumber, partSize, head.size);
      const part = await copy.retry(() =>
        multipart.copyPart(
          {
            ...target,
            ...keyOf(options),
            partNumber,
            source,
            range: { start, end: end - 1 },
            sourceIfMatch: head.etag,
          },
          { signal },
        ),
      );
      stored[partNumber - 1] = {
        part: { partNumber, etag: part.etag, size: end - start },
        etagIsMd5: part.etagIsMd5,
      };
      onBytes(end - start);
    }
  }

  const workers = Array.from({ length: Math.min(lanes, partCount) }, () =>
    work().catch((error: unknown) => {
      failure ??= error;
      ending.abort();
    }),
  );
  await Promise.all(workers);
  if (stop.aborted) throw new StorageError('aborted');
  if (failure !== undefined) throw failure;
  return stored;
}

const keyOf = ({ encryption }: WriteOptions) =>
  encryption?.kind === 'sse-c' ? { customerKey: encryption.customerKey } : {};

/** What S3 gives an object of parts: the MD5 of their MD5s, and their count. */
function joinedEtag(parts: readonly Part[]): string {
  const hex = parts.map(({ etag }) => etag).join('');
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return `${SparkMD5.ArrayBuffer.hash(bytes.buffer)}-${parts.length}`;
}
