import { createMD5 } from 'hash-wasm';

/** Hashes one blob: never shared between two that are read at the same time. */
export interface Md5Hasher {
  update(bytes: ArrayBuffer): void;
  /** 32 hex digits, lower case. The hasher begins anew with the next `update`. */
  digest(): string;
}

export type CreateMd5Hasher = () => Promise<Md5Hasher>;

/** Five times as fast as JavaScript. Rejects where WebAssembly may not run: an old engine, a policy without `wasm-unsafe-eval`. */
export async function createWasmMd5Hasher(): Promise<Md5Hasher> {
  const hasher = await createMD5();
  hasher.init();
  return {
    update: (bytes) => void hasher.update(new Uint8Array(bytes)),
    digest: () => {
      const md5 = hasher.digest();
      hasher.init();
      return md5;
    },
  };
}

/** Loaded only where it is needed. */
export async function createScriptMd5Hasher(): Promise<Md5Hasher> {
  const { default: SparkMD5 } = await import('spark-md5');
  const hasher = new SparkMD5.ArrayBuffer();
  return {
    update: (bytes) => void hasher.append(bytes),
    // `end` starts the hasher anew.
    digest: () => hasher.end(),
  };
}

/** The first that works of `candidates`, and from then on that one without trying the others again. */
export function firstWorkingHasher<Hasher>(
  candidates: readonly (() => Promise<Hasher>)[],
): () => Promise<Hasher> {
  let working: Promise<() => Promise<Hasher>> | undefined;
  return async () => {
    working ??= findWorking(candidates).catch((refusal) => {
      // A chunk that could not be fetched this time may be there the next.
      working = undefined;
      throw refusal;
    });
    return (await working)();
  };
}

async function findWorking<Hasher>(
  candidates: readonly (() => Promise<Hasher>)[],
): Promise<() => Promise<Hasher>> {
  const refusals: unknown[] = [];
  for (const create of candidates) {
    try {
      await create();
      return create;
    } catch (refusal) {
      refusals.push(refusal);
    }
  }
  throw new AggregateError(refusals, 'No MD5 implementation runs here');
}

export const createMd5Hasher: CreateMd5Hasher = firstWorkingHasher([
  createWasmMd5Hasher,
  createScriptMd5Hasher,
]);
