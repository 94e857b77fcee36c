import { StorageError } from '../errors.ts';
import type { Digester } from './digester.ts';

const loadPool = () => import('./digester.ts').then((module) => module.createDigester());

/** The pool of this page, whose code comes with the first file. Serves in order from the start. */
export function createLazyDigester(load: () => Promise<Digester> = loadPool): Digester {
  let loading: Promise<Digester> | undefined;
  function pool(): Promise<Digester> {
    loading ??= load().catch((cause) => {
      // It may be there the next time.
      loading = undefined;
      throw new StorageError('network', { cause, retryable: true });
    });
    return loading;
  }
  return {
    md5: async (...input) => (await pool()).md5(...input),
    md5OfBlocks: async (...input) => (await pool()).md5OfBlocks(...input),
  };
}
