import { createHash } from 'node:crypto';
import { encryptStream } from '../encryption/encrypt-stream.ts';
import { etagOf, etagOfParts } from '../encryption/etag.ts';
import { secretOf } from '../encryption/file-key.ts';
import { type EncryptionKey, isSameKey } from '../encryption/object-encryption.ts';
import type { EventHub, StoreEvent } from '../events/store-event.ts';
import type { ByteRange } from '../http/byte-range.ts';
import { S3Error } from '../http/s3-error.ts';
import { contentLease, type Discarded, layoutOf } from '../metadata/contents.ts';
import type { Metadata, Tables } from '../metadata/database.ts';
import type { Content, Layout, StoredFile } from '../metadata/records.ts';
import { type ByteFiles, newFileId } from './byte-files.ts';
import { openLeases } from './leases.ts';
import { openPieces, type PieceReader, piecesOf } from './read-parts.ts';

export interface ContentStore {
  /** Resolves once the bytes are on the disk, encrypted with `key`. What it gives must go through `commit`. */
  write(source: AsyncIterable<Buffer>, key?: EncryptionKey): Promise<StoredFile | undefined>;
  /**
   * A copy that is encrypted as `toKey` says, of what `fromKey` reads; it goes through `commit` too. It has the same
   * parts. With the same key on both sides nothing is written again; with another its ETag is that of the bytes then.
   */
  rewrite(
    source: Source & { etag: string },
    fromKey: EncryptionKey | undefined,
    toKey: EncryptionKey | undefined,
  ): Promise<StoredContent & { etag: string }>;
  /**
   * Commits a change that refers to files just written. The files go when the change refuses; what the change lets
   * go of goes when it is done, or when its readers are. Its events are kept with it and told after it.
   */
  commit<T>(fresh: readonly (string | undefined)[], change: (tables: Tables) => Change<T>): Promise<T>;
  /**
   * Call it in the same turn as the record was read; then the bytes stay until the reader is closed. `key` is what
   * they were written with.
   */
  read(source: Source, range: ByteRange | undefined, key?: EncryptionKey): Promise<PieceReader>;
  /** A name for a file that is needed for a while; what a killed process left of such files goes at the next start. */
  scratchPath(): string;
}

interface Change<T> {
  result: T;
  discarded: readonly Discarded[];
  events?: readonly StoreEvent[];
}

interface StoredContent {
  content: Content;
  layout: Layout;
}

interface Source {
  content: Content;
  size: number;
}

/** `masterKey`: see `encryption/master-key.ts`. */
export function openContentStore(
  files: ByteFiles,
  metadata: Metadata,
  masterKey: Buffer,
  events: Pick<EventHub, 'record' | 'publish'>,
  report: (error: unknown) => void,
): ContentStore {
  const leases = openLeases(report);

  const unlink = async (ids: readonly string[]) => {
    await files.unlink(ids);
    files.settle(ids);
  };

  const write: ContentStore['write'] = async (source, key) => {
    if (key === undefined) return files.write(source);
    let size = 0;
    const counted = async function* () {
      for await (const chunk of source) {
        size += chunk.length;
        yield chunk;
      }
    };
    const file = await files.write(encryptStream(counted(), secretOf(key, masterKey)));
    return file && { id: file.id, size };
  };

  const openRange = (layout: Layout, range: ByteRange, key: EncryptionKey | undefined) =>
    openPieces(files, piecesOf(layout, range), key && secretOf(key, masterKey));

  return {
    write,
    scratchPath: files.scratchPath,

    async rewrite(source, fromKey, toKey) {
      if (isSameKey(fromKey, toKey)) {
        const links = await copyParts(source, async ({ id }) =>
          id === undefined ? id : files.duplicate(id),
        );
        return { ...links, etag: source.etag };
      }
      const md5s: Buffer[] = [];
      const copied = await copyParts(source, async (part) => {
        const md5 = createHash('md5');
        const reader = await openRange([part], { first: 0, last: part.size - 1 }, fromKey);
        const hashed = async function* () {
          for await (const chunk of reader.chunks()) {
            md5.update(chunk);
            yield chunk;
          }
        };
        const file = await write(hashed(), toKey).finally(() => reader.close());
        md5s.push(md5.digest());
        return file?.id;
      });
      const etags = md5s.map((md5) => etagOf(md5, toKey));
      const isMultipart = source.content.kind === 'layout';
      return {
        ...copied,
        etag: isMultipart ? etagOfParts(etags) : (etags[0] ?? etagOf(createHash('md5').digest(), toKey)),
      };
    },

    async commit(fresh, change) {
      const { result, discarded, events: happened = [] } = await commitFresh(fresh, change);
      for (const { lease, files: ids } of discarded) {
        leases.whenFree(lease, () => unlink(ids)).catch(report);
      }
      events.publish(happened);
      return result;
    },

    async read({ content, size }, range, key) {
      const release = holdContent(content);
      try {
        const layout = layoutOf(metadata.tables, content, size);
        const reader = await openRange(layout, range ?? { first: 0, last: size - 1 }, key);
        return {
          chunks: (lend) => reported(reader.chunks(lend)),
          close: async () => {
            release();
            await reader.close();
          },
        };
      } catch (error) {
        release();
        throw error;
      }
    },
  };

  async function commitFresh<T>(
    fresh: readonly (string | undefined)[],
    change: (tables: Tables) => Change<T>,
  ): Promise<Change<T>> {
    try {
      const changed = await metadata.commit((tables) => {
        const result = change(tables);
        if (result.events !== undefined) events.record(tables, result.events);
        return result;
      });
      // A sweep that runs meanwhile must not take what a reader still needs.
      for (const { files: ids } of changed.discarded) files.setPending(ids);
      return changed;
    } catch (error) {
      // After any other failure it is not certain that nothing was committed: the next sweep knows.
      if (error instanceof S3Error) await unlink(fresh.flatMap((id) => id ?? []));
      throw error;
    } finally {
      files.settle(fresh);
    }
  }

  async function copyParts(
    source: Source,
    copyPart: (part: Layout[number]) => Promise<string | undefined>,
  ): Promise<StoredContent> {
    const parts = layoutOf(metadata.tables, source.content, source.size);
    const release = holdContent(source.content);
    const layout: Layout = [];
    try {
      for (const part of parts) layout.push({ id: await copyPart(part), size: part.size });
    } catch (error) {
      await unlink(layout.flatMap(({ id }) => id ?? []));
      throw error;
    } finally {
      release();
    }
    return { content: contentOf(source.content, layout), layout };
  }

  /** What fails once an answer has begun only ends it short: its status is out, and a client that is gone is no news. */
  async function* reported(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        report(error);
        throw error;
      });
      if (next.done) return;
      yield next.value;
    }
  }

  function holdContent(content: Content): () => void {
    const lease = contentLease(content);
    return lease === undefined ? () => undefined : leases.hold(lease);
  }
}

function contentOf(source: Content, layout: Layout): Content {
  switch (source.kind) {
    case 'empty':
      return source;
    case 'file':
      return { kind: 'file', id: layout[0]?.id ?? '' };
    case 'layout':
      return { kind: 'layout', id: newFileId(), parts: layout.length };
  }
}
