import { S3Error } from '../http/s3-error.ts';
import type { BitReader } from './bit-reader.ts';

/** Symbols of a Huffman table's run, and the two that count repetitions of the first byte. */
const groupSize = 50;
const runA = 0;
const runB = 1;
const maxCodeLength = 20;

interface HuffmanTable {
  /** By length of code: the greatest code of that length, or -1. */
  limits: Int32Array;
  /** By length of code: what a code of it is less than its place in `symbols`. */
  offsets: Int32Array;
  symbols: Uint16Array;
  minLength: number;
}

/** The bytes of a block, before runs of equal bytes are written out. */
export function readBlock(bits: BitReader, blockSize: number): Uint8Array {
  const isRandomised = bits.read(1) === 1;
  // Nothing has written such blocks since 1997.
  if (isRandomised) throw damaged();
  const origin = bits.read(24);
  const used = readUsedBytes(bits);
  if (used.length === 0) throw damaged();
  const symbolCount = used.length + 2;
  const tableCount = bits.read(3);
  const selectorCount = bits.read(15);
  if (tableCount < 2 || tableCount > 6 || selectorCount === 0) throw damaged();
  const selectors = readSelectors(bits, tableCount, selectorCount);
  const tables = Array.from({ length: tableCount }, () => readTable(bits, symbolCount));
  const sorted = readSorted(bits, selectors, tables, used, blockSize);
  return unsort(sorted, origin);
}

function readUsedBytes(bits: BitReader): number[] {
  const groups = bits.read(16);
  const used: number[] = [];
  for (let group = 0; group < 16; group += 1) {
    if ((groups & (0x8000 >> group)) === 0) continue;
    const members = bits.read(16);
    for (let member = 0; member < 16; member += 1) {
      if ((members & (0x8000 >> member)) !== 0) used.push(group * 16 + member);
    }
  }
  return used;
}

/** Which table each group of symbols has, moved to front. */
function readSelectors(bits: BitReader, tableCount: number, count: number): Uint8Array {
  const order = Array.from({ length: tableCount }, (_, index) => index);
  return Uint8Array.from({ length: count }, () => {
    let place = 0;
    while (place < tableCount && bits.read(1) === 1) place += 1;
    const [table] = order.splice(place, 1);
    if (table === undefined) throw damaged();
    order.unshift(table);
    return table;
  });
}

function readTable(bits: BitReader, symbolCount: number): HuffmanTable {
  const lengths = new Uint8Array(symbolCount);
  let length = bits.read(5);
  for (let symbol = 0; symbol < symbolCount; symbol += 1) {
    for (;;) {
      if (length < 1 || length > maxCodeLength) throw damaged();
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return tableOf(lengths);
}

function tableOf(lengths: Uint8Array): HuffmanTable {
  const limits = new Int32Array(maxCodeLength + 1).fill(-1);
  const offsets = new Int32Array(maxCodeLength + 1);
  const symbols = new Uint16Array(lengths.length);
  let [code, place] = [0, 0];
  for (let length = 1; length <= maxCodeLength; length += 1) {
    offsets[length] = code - place;
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      if (lengths[symbol] !== length) continue;
      symbols[place] = symbol;
      place += 1;
      limits[length] = code;
      code += 1;
    }
    code <<= 1;
  }
  return { limits, offsets, symbols, minLength: Math.min(...lengths) };
}

function readSymbol(bits: BitReader, { limits, offsets, symbols, minLength }: HuffmanTable): number {
  let code = bits.read(minLength);
  for (let length = minLength; length <= maxCodeLength; length += 1) {
    if (code <= (limits[length] as number)) {
      const symbol = symbols[code - (offsets[length] as number)];
      if (symbol !== undefined) return symbol;
    }
    code = (code << 1) | bits.read(1);
  }
  throw damaged();
}

/** Undoes the Huffman coding, the runs of the front byte and the moving to front. */
function readSorted(
  bits: BitReader,
  selectors: Uint8Array,
  tables: readonly HuffmanTable[],
  used: readonly number[],
  blockSize: number,
): Uint8Array {
  const order = Uint8Array.from(used);
  const end = used.length + 1;
  const sorted = new Uint8Array(blockSize);
  let [size, run, weight] = [0, 0, 1];
  for (const selector of selectors) {
    const table = tables[selector] as HuffmanTable;
    for (let index = 0; index < groupSize; index += 1) {
      const symbol = readSymbol(bits, table);
      if (symbol === runA || symbol === runB) {
        run += weight * (symbol + 1);
        weight *= 2;
        if (run > blockSize) throw damaged();
        continue;
      }
      if (size + run + (symbol === end ? 0 : 1) > blockSize) throw damaged();
      sorted.fill(order[0] as number, size, size + run);
      size += run;
      [run, weight] = [0, 1];
      if (symbol === end) return sorted.subarray(0, size);
      const byte = order[symbol - 1] as number;
      order.copyWithin(1, 0, symbol - 1);
      order[0] = byte;
      sorted[size] = byte;
      size += 1;
    }
  }
  throw damaged();
}

/** Undoes the Burrows-Wheeler transform. */
function unsort(sorted: Uint8Array, origin: number): Uint8Array {
  const size = sorted.length;
  if (origin >= size) throw damaged();
  const starts = new Uint32Array(257);
  for (let index = 0; index < size; index += 1) {
    const next = (sorted[index] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let byte = 1; byte <= 256; byte += 1) {
    starts[byte] = (starts[byte] as number) + (starts[byte - 1] as number);
  }
  const successors = new Uint32Array(size);
  for (let index = 0; index < size; index += 1) {
    const byte = sorted[index] as number;
    const start = starts[byte] as number;
    successors[start] = index;
    starts[byte] = start + 1;
  }
  const bytes = new Uint8Array(size);
  let place = successors[origin] as number;
  for (let index = 0; index < size; index += 1) {
    bytes[index] = sorted[place] as number;
    place = successors[place] as number;
  }
  return bytes;
}

const damaged = () =>
  new S3Error('InvalidCompressionFormat', 'The object is not compressed with BZIP2, or it is damaged.');
