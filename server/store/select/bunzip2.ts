import { setImmediate } from 'node:timers/promises';
import { S3Error } from '../http/s3-error.ts';
import { BitReader, OutOfBits } from './bit-reader.ts';
import { readBlock } from './bzip2-block.ts';
import { undoRunLength } from './bzip2-runs.ts';

const blockMark = 0x314159265359;
const endMark = 0x177245385090;
/** More than any block can have compressed: with this much at hand a block never runs out of bits. */
const enoughBytes = 2 * 1024 * 1024;

/** Decompresses bzip2, one stream after the other as `cat` would have joined them. */
export async function* bunzip2(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = source[Symbol.asyncIterator]();
  const bits = new BitReader();
  let isLast = false;
  const fill = async () => {
    while (!isLast && bits.bytesLeft < enoughBytes) {
      const next = await input.next();
      if (next.done) isLast = true;
      else bits.append(next.value);
    }
  };
  try {
    await fill();
    if (bits.bytesLeft === 0) throw notBzip2();
    while (bits.bytesLeft > 0) {
      const blockSize = readStreamHeader(bits);
      for (;;) {
        await fill();
        const mark = bits.read(24) * 2 ** 24 + bits.read(24);
        if (mark !== blockMark && mark !== endMark) throw notBzip2();
        const checksum = bits.read(16) * 2 ** 16 + bits.read(16);
        if (mark === endMark) break;
        yield* undoRunLength(readBlock(bits, blockSize), checksum);
        // A block takes a while: others have their turn in between.
        await setImmediate();
      }
      bits.skipToByte();
      await fill();
    }
  } catch (error) {
    if (error instanceof OutOfBits)
      throw new S3Error('TruncatedInput', 'The compressed object ends too early.');
    throw error;
  } finally {
    await input.return?.(undefined);
  }
}

/** The greatest number of bytes in a block. */
function readStreamHeader(bits: BitReader): number {
  const level = bits.read(24) === 0x425a68 ? bits.read(8) - 0x30 : 0;
  if (level < 1 || level > 9) throw notBzip2();
  return level * 100_000;
}

const notBzip2 = () =>
  new S3Error('InvalidCompressionFormat', 'The object is not compressed with BZIP2, or it is damaged.');
