import { randomBytes } from 'node:crypto';
import { chunkBytes, mark, saltBytes, sealChunk } from './file-format.ts';
import { type FileSecret, fileKey } from './file-key.ts';

/**
 * The encrypted file of what comes from `source`, of which one chunk at most is held: only what comes after it, or
 * nothing, tells whether it is the last. No bytes give no file.
 */
export async function* encryptStream(
  source: AsyncIterable<Buffer>,
  secret: FileSecret,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes);
  const { key, check } = fileKey(secret, salt);
  let index = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const seal = (isLast: boolean) => {
    const sealed = sealChunk(key, { index, isLast }, held);
    const header = index === 0 ? [mark, salt, check] : [];
    index += 1;
    held = [];
    heldBytes = 0;
    return [...header, ...sealed];
  };
  for await (const received of source) {
    for (let offset = 0; offset < received.length; ) {
      if (heldBytes === chunkBytes) yield* seal(false);
      const piece = received.subarray(offset, offset + chunkBytes - heldBytes);
      held.push(piece);
      heldBytes += piece.length;
      offset += piece.length;
    }
  }
  if (heldBytes > 0) yield* seal(true);
}
