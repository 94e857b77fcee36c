import { decodeBase64Json } from './base64.ts';
import { invalidArgument, WantError } from './want-error.ts';

export const minBlockBytes = 102_400;
export const maxBlockBytes = 10_485_760;
export const maxBlockNumber = 10_000;

/** A block as the client lists it on completion. */
export interface ListedBlock {
  partNumber: number;
  /** Lower-case hex, as the store keeps it. */
  etag: string;
}

/** Base64 of `[{"partNumber":1,"eTag":"…"},…]`. The Python SDK's callers write `part_number` and `e_tag`. */
export function parseListedBlocks(parts: string): ListedBlock[] {
  const listed = decodeBase64Json(parts.trim());
  if (!Array.isArray(listed) || listed.length === 0 || listed.length > maxBlockNumber) {
    throw invalidArgument('parts is the base64 of a JSON list of blocks.');
  }
  return listed.map((entry: unknown) => {
    const {
      partNumber,
      part_number = partNumber,
      eTag,
      e_tag = eTag,
    } = (entry ?? {}) as Record<string, unknown>;
    const number =
      typeof part_number === 'string' && /^\d{1,5}$/.test(part_number) ? Number(part_number) : part_number;
    if (!Number.isSafeInteger(number) || typeof e_tag !== 'string') {
      throw invalidArgument('A block of parts has a partNumber and an eTag.');
    }
    return { partNumber: number as number, etag: e_tag.replaceAll('"', '').toLowerCase() };
  });
}

interface StoredBlock {
  partNumber: number;
  etag: string;
  size: number;
}

/**
 * The blocks that the file is made of, or the first reason why it cannot be: they are listed as 1, 2, 3 and so on to the
 * last, each as it was answered, and all but the last are equal in size.
 */
export function checkBlocks<B extends StoredBlock>(
  uploaded: readonly B[],
  listed: readonly ListedBlock[],
): B[] {
  const byNumber = new Map(uploaded.map((block) => [block.partNumber, block]));
  const blocks = listed.map(({ partNumber, etag }, index) => {
    const block = byNumber.get(partNumber);
    if (partNumber !== index + 1)
      throw invalidPart('The blocks are not listed in order from 1 on, without gaps.');
    if (block?.etag !== etag)
      throw invalidPart(`Block ${partNumber} was not uploaded, or not with this eTag.`);
    return block;
  });
  if (uploaded.length > listed.length) throw invalidPart('Blocks were uploaded that are not in the list.');
  const [first, ...others] = blocks.slice(0, -1);
  if (first !== undefined && first.size < minBlockBytes) {
    throw invalidPart(`A block has ${minBlockBytes} bytes at least, but for the last.`);
  }
  if (others.some(({ size }) => size !== first?.size)) {
    throw invalidPart('The blocks are not equal in size, but for the last.');
  }
  return blocks;
}

const invalidPart = (message: string) => new WantError('InvalidPart', message);
