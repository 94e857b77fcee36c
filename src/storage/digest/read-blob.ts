/** The file behind a blob can no longer be read as it was: changed, cut short, moved away. */
export class UnreadableBlobError extends Error {
  override readonly name = 'UnreadableBlobError';
}

/** A read whose failure says whether the file itself is to blame: https://w3c.github.io/FileAPI/#dfn-error-codes */
export async function readBytes(blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (cause) {
    if (
      cause instanceof DOMException &&
      (cause.name === 'NotReadableError' || cause.name === 'NotFoundError')
    ) {
      throw new UnreadableBlobError('The file cannot be read any more', { cause });
    }
    throw cause;
  }
}
