import type { FileHandle } from 'node:fs/promises';
import { openEncryptedFile } from '../encryption/encrypted-file.ts';
import type { FileSecret } from '../encryption/file-key.ts';
import type { ByteRange } from '../http/byte-range.ts';
import type { Layout } from '../metadata/records.ts';
import type { ByteFiles } from './byte-files.ts';

/** A piece of one file's content, both ends included. */
export interface FilePiece {
  id: string;
  /** Of the whole content, in bytes. */
  size: number;
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
    if (id !== undefined && from <= to) pieces.push({ id, size, first: from, last: to });
    offset += size;
    if (offset > last) break;
  }
  return pieces;
}

/**
 * Opens the first piece at once, so that a missing file is still an error that can be answered, and the others when
 * their turn comes. Close it or read it to its end. `secret`: where the files are encrypted.
 */
export async function openPieces(
  files: ByteFiles,
  pieces: readonly FilePiece[],
  secret: FileSecret | undefined,
): Promise<PieceReader> {
  const [first] = pieces;
  const open = (piece: FilePiece) =>
    secret === undefined ? openPlainPiece(files, piece) : openEncryptedPiece(files, piece, secret);
  let opened: PieceReader | undefined = first === undefined ? undefined : await open(first);
  return {
    async *chunks(lend) {
      for (const piece of pieces) {
        const current = opened ?? (await open(piece));
        opened = current;
        yield* current.chunks(lend);
        opened = undefined;
        await current.close();
      }
    },
    async close() {
      const current = opened;
      opened = undefined;
      await current?.close();
    },
  };
}

/** Gives a buffer of at least so many bytes to read into. Who lends it knows when it is free again. */
export type Lend = (bytes: number) => Buffer;

export interface PieceReader {
  /** Each chunk is in a buffer of its own, unless there are some to be had from `lend`. */
  chunks(lend?: Lend): AsyncGenerator<Buffer>;
  close(): Promise<void>;
}

async function openPlainPiece(files: ByteFiles, piece: FilePiece): Promise<PieceReader> {
  const handle = await files.open(piece.id);
  return { chunks: (lend) => readPiece(handle, piece, lend), close: () => handle.close() };
}

/** The first bytes are read and checked here, so that small damaged objects are errors that can be answered, too. */
async function openEncryptedPiece(
  files: ByteFiles,
  piece: FilePiece,
  secret: FileSecret,
): Promise<PieceReader> {
  const handle = await files.open(piece.id);
  try {
    const chunks = (await openEncryptedFile(handle, piece, secret)).read(piece);
    const head = await chunks.next();
    return {
      async *chunks() {
        if (!head.done) yield head.value;
        yield* chunks;
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function* readPiece(
  handle: FileHandle,
  { id, first, last }: FilePiece,
  lend: Lend = Buffer.allocUnsafeSlow,
): AsyncGenerator<Buffer> {
  for (let position = first; position <= last; ) {
    const length = Math.min(readBytes, last - position + 1);
    const { bytesRead, buffer } = await handle.read(lend(length), 0, length, position);
    if (bytesRead === 0) throw new Error(`The file ${id} is shorter than its record says.`);
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
