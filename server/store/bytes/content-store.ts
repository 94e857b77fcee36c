import type { ByteRange } from '../http/byte-range.ts';
import { S3Error } from '../http/s3-error.ts';
import { contentLease, type Discarded, layoutOf } from '../metadata/contents.ts';
import type { Metadata, Tables } from '../metadata/database.ts';
import type { Content, Layout, StoredFile } from '../metadata/records.ts';
import { type ByteFiles, newFileId } from './byte-files.ts';
import { openLeases } from './leases.ts';
import { openPieces, type PieceReader, piecesOf } from './read-parts.ts';

export interface ContentStore {
  /** Resolves once the bytes are on the disk. What it gives must go through `commit`. */
  write(source: AsyncIterable<Buffer>): Promise<StoredFile | undefined>;
  /** The same bytes as content of its own, for a copy; goes through `commit` too. */
  duplicate(source: Source): Promise<{ content: Content; layout: Layout }>;
  /**
   * Commits a change that refers to files just written. The files go when the change refuses; what the change lets
   * go of goes when it is done, or when its readers are.
   */
  commit<T>(
    fresh: readonly (string | undefined)[],
    change: (tables: Tables) => { result: T; discarded: readonly Discarded[] },
  ): Promise<T>;
  /** Call it in the same turn as the record was read; then the bytes stay until the reader is closed. */
  read(source: Source, range: ByteRange | undefined): Promise<PieceReader>;
}

interface Source {
  content: Content;
  size: number;
}

export function openContentStore(
  files: ByteFiles,
  metadata: Metadata,
  report: (error: unknown) => void,
): ContentStore {
  const leases = openLeases(report);

  const unlink = async (ids: readonly string[]) => {
    await files.unlink(ids);
    files.settle(ids);
  };

  return {
    write: (source) => files.write(source),

    async duplicate(source) {
      const parts = layoutOf(metadata.tables, source.content, source.size);
      const release = holdContent(source.content);
      const layout: Layout = [];
      try {
        for (const { id, size } of parts) {
          layout.push({ id: id === undefined ? undefined : await files.duplicate(id), size });
        }
      } catch (error) {
        await unlink(layout.flatMap(({ id }) => id ?? []));
        throw error;
      } finally {
        release();
      }
      return { content: contentOf(source.content, layout), layout };
    },

    async commit(fresh, change) {
      try {
        const { result, discarded } = await metadata.commit(change);
        for (const { lease, files: ids } of discarded) {
          // A sweep that runs meanwhile must not take what a reader still needs.
          files.setPending(ids);
          leases.whenFree(lease, () => unlink(ids)).catch(report);
        }
        return result;
      } catch (error) {
        // After any other failure it is not certain that nothing was committed: the next sweep knows.
        if (error instanceof S3Error) await unlink(fresh.flatMap((id) => id ?? []));
        throw error;
      } finally {
        files.settle(fresh);
      }
    },

    async read({ content, size }, range) {
      const release = holdContent(content);
      try {
        const layout = layoutOf(metadata.tables, content, size);
        const reader = await openPieces(files, piecesOf(layout, range ?? { first: 0, last: size - 1 }));
        return {
          chunks: () => reader.chunks(),
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
