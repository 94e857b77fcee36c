import { S3Error } from '../http/s3-error.ts';

/** After this many equal bytes comes a count of further ones. */
const runLength = 4;
const chunkBytes = 256 * 1024;

/** bzip2's CRC-32 takes the bits of a byte from the highest on, other than that of gzip. */
const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let entry = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) entry = entry & 0x80000000 ? (entry << 1) ^ 0x04c11db7 : entry << 1;
  return entry;
});

/** Writes the runs of a block out, a piece at a time, and throws at the end when its checksum is another. */
export function* undoRunLength(block: Uint8Array, checksum: number): Generator<Buffer> {
  let chunk = Buffer.allocUnsafe(chunkBytes);
  let [size, crc] = [0, -1];
  let [last, equal] = [-1, 0];
  for (let index = 0; index < block.length; index += 1) {
    const byte = block[index] as number;
    let count = 1;
    if (equal === runLength) {
      count = byte;
      equal = 0;
    } else {
      equal = byte === last ? equal + 1 : 1;
      last = byte;
    }
    for (; count > 0; count -= 1) {
      chunk[size] = last;
      size += 1;
      crc = (crc << 8) ^ (crcTable[(crc >>> 24) ^ last] as number);
    }
    // A count adds 255 bytes at most.
    if (size + 255 > chunkBytes) {
      yield chunk.subarray(0, size);
      chunk = Buffer.allocUnsafe(chunkBytes);
      size = 0;
    }
    if (equal === 0) last = -1;
  }
  if (~crc >>> 0 !== checksum) {
    throw new S3Error('InvalidCompressionFormat', 'The compressed object is damaged: a checksum is another.');
  }
  yield chunk.subarray(0, size);
}
