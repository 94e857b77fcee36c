import { readBytes, UnreadableBlobError } from '../digest/read-blob.ts';
import { StorageError } from '../errors.ts';

/**
 * A local file as it was when its upload began. Its size and time are asked for as rarely as can be: for a chosen
 * file a browser may look them up on the disk each time, and the page stands still meanwhile.
 */
export interface SourceFile {
  readonly file: File;
  /** Bytes, when the upload was asked for. */
  readonly size: number;
  readonly contentType: string | undefined;
  /** Notes the file's time: called once, when its turn has come. */
  pin(): void;
  /** Rejects with `file-changed` where the file is not what it was, or `part` of it cannot be read any more. */
  check(part?: Blob): Promise<void>;
}

export function createSourceFile(file: File): SourceFile {
  const { size } = file;
  let lastModified: number | undefined;

  async function check(part: Blob = file): Promise<void> {
    if (file.size !== size || file.lastModified !== lastModified) throw new StorageError('file-changed');
    // Engines that watch the file refuse every read of it; the last byte also tells of one cut short.
    const lastByte = part.slice(Math.max(0, part.size - 1));
    try {
      const bytes = await readBytes(lastByte);
      if (bytes.byteLength !== lastByte.size) throw new UnreadableBlobError();
    } catch (cause) {
      throw new StorageError(cause instanceof UnreadableBlobError ? 'file-changed' : 'unknown', { cause });
    }
  }

  return {
    file,
    size,
    contentType: file.type || undefined,
    pin() {
      lastModified = file.lastModified;
    },
    check,
  };
}
