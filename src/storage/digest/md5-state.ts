/**
 * Where the MD5 of a file stands between two of its blocks: enough to go on from there, in whatever worker. Of a number
 * of bytes that 64 divides; after any other block nothing can follow.
 */
export interface Md5State {
  words: readonly number[];
  /** Of all blocks so far. */
  bytes: number;
}

/** Before a first block. */
export const md5Start: Md5State = { words: [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476], bytes: 0 };

/** What some blocks of a file came to, one after the other. Hex digits in lower case. */
export interface BlockMd5s {
  /** Of each. */
  md5s: string[];
  /** Of the file from its beginning to the end of the last. */
  whole: string;
  state: Md5State;
}
