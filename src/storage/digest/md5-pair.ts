import { firstWorkingHasher } from './md5-hasher.ts';
import { md5PairModule, pairInput, pairInputSize } from './md5-pair-module.ts';
import { type Md5State, md5Start } from './md5-state.ts';

/** Hashes the blocks of files, and with each the file up to its end: one block at a time, of any file. */
export interface Md5Pair {
  /** Begins a block that comes after `before`. Throws where that is not whole words of MD5: only a last block is not. */
  begin(before: Md5State): void;
  /** All but the last of one block: a multiple of 64 bytes. */
  update(bytes: Uint8Array<ArrayBuffer>): void;
  /** Of this block, of the file up to its end, and where the file stands then. */
  end(): { md5: string; whole: string; state: Md5State };
}

type CreateMd5Pair = () => Promise<Md5Pair>;

/** Rejects where WebAssembly may not run. */
export async function createWasmMd5Pair(): Promise<Md5Pair> {
  const { instance } = await WebAssembly.instantiate(md5PairModule());
  const { memory, run } = instance.exports as unknown as {
    memory: WebAssembly.Memory;
    run: (start: number, end: number) => void;
  };
  /** The block's four words, and the whole's. */
  const words = new Uint32Array(memory.buffer, 0, 8);
  const input = new Uint8Array(memory.buffer, pairInput, pairInputSize);
  let blockBytes = 0;
  let bytesBefore = 0;
  let tail = new Uint8Array(0);

  function take(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += pairInputSize) {
      const piece = bytes.subarray(start, start + pairInputSize);
      input.set(piece);
      run(pairInput, pairInput + piece.length);
    }
  }

  /** Both chains with the end of a message of so many bytes: only the one of that length is right. */
  function finish(bytes: number): string[] {
    const before = words.slice();
    const last = new Uint8Array(tail.length < 56 ? 64 : 128);
    last.set(tail);
    last[tail.length] = 0x80;
    new DataView(last.buffer).setBigUint64(last.length - 8, BigInt(bytes) * 8n, true);
    take(last);
    const digests = [hex(words.slice(0, 4)), hex(words.slice(4))];
    words.set(before);
    return digests;
  }

  return {
    begin(before) {
      requireWholeWords(before);
      words.set(md5Start.words);
      words.set(before.words, 4);
      bytesBefore = before.bytes;
      blockBytes = 0;
      tail = new Uint8Array(0);
    },
    update(bytes) {
      const whole = bytes.length - (bytes.length % 64);
      take(bytes.subarray(0, whole));
      tail = bytes.subarray(whole);
      blockBytes += bytes.length;
    },
    end() {
      const bytes = bytesBefore + blockBytes;
      const [md5 = ''] = finish(blockBytes);
      const [, whole = ''] = finish(bytes);
      return { md5, whole, state: { words: [...words.subarray(4)], bytes } };
    },
  };
}

/** Loaded only where it is needed. */
export async function createScriptMd5Pair(): Promise<Md5Pair> {
  const { default: SparkMD5 } = await import('spark-md5');
  const block = new SparkMD5.ArrayBuffer();
  const whole = new SparkMD5.ArrayBuffer();
  return {
    begin(before) {
      requireWholeWords(before);
      block.reset();
      whole.setState({
        buff: new Uint8Array(0),
        length: before.bytes,
        hash: before.words.map((word) => word | 0),
      });
    },
    update(bytes) {
      const { buffer } = bytes.slice();
      block.append(buffer);
      whole.append(buffer);
    },
    end() {
      const { length, hash } = whole.getState();
      const state = { words: hash.map((word) => word >>> 0), bytes: length };
      return { md5: block.end(), whole: whole.end(), state };
    },
  };
}

export const createMd5Pair: CreateMd5Pair = firstWorkingHasher([createWasmMd5Pair, createScriptMd5Pair]);

function requireWholeWords({ bytes }: Md5State): void {
  if (bytes % 64 !== 0) throw new RangeError('Nothing comes after the last block of a file');
}

/** The words' bytes, lowest first. */
const hex = (words: Uint32Array) =>
  [...new Uint8Array(words.buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
