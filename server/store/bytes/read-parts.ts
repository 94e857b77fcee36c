import type { FileHandle } from 'node:fs/promises';
import type { ByteRange } from '../http/byte-range.ts';
import type { Layout } from '../metadata/records.ts';
import type { ByteFiles } from './byte-files.ts';

/** A piece of one file, both ends included. */
export interface FilePiece {
  id: string;
  first: number;
  last: number;
}

const readBytes = 512 * 1024;

/** Which bytes of which files a range of the whole is. */
export function piecesOf(layout: Layout, { first, last }: ByteRange): FilePiece[] {
  const pieces: FilePiece[] = [];
  let offset = 0;
  for (const { id, size } of layout) {
    const [from, to] = [Math.max(first - offset, 0), Math.min(last - offset, size - 1)];
    if (id !== undefined && from <= to) pieces.push({ id, first: from, last: to });
    offset += size;
    if (offset > last) break;
  }
  return pieces;
}

/**
 * Opens the first piece at once, so that a missing file is still an error that can be answered, and the others when
 * their turn comes. Close it or read it to its end.
 */
export async function openPieces(files: ByteFiles, pieces: readonly FilePiece[]): Promise<PieceReader> {
  const [first] = pieces;
  let opened: FileHandle | undefined = first === undefined ? undefined : await files.open(first.id);
  return {
    async *chunks() {
      for (const piece of pieces) {
        const handle = opened ?? (await files.open(piece.id));
        opened = handle;
        yield* readPiece(handle, piece);
        opened = undefined;
        await handle.close();
      }
    },
    async close() {
      const handle = opened;
      opened = undefined;
      await handle?.close();
    },
  };
}

export interface PieceReader {
  chunks(): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

async function* readPiece(handle: FileHandle, { id, first, last }: FilePiece): AsyncGenerator<Buffer> {
  for (let position = first; position <= last; ) {
    const length = Math.min(readBytes, last - position + 1);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, position);
    if (bytesRead === 0) throw new Error(`The file ${id} is shorter than its record says.`);
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
