import type { StorageDriver } from '../../../storage/index.ts';
import { type KeyProblem, keyProblem } from '../key-rules.ts';

/** The key of a folder's marker object, or why the name will not do. A name may have slashes: `a/b`. */
export function folderKey(
  prefix: string,
  name: string,
  { refusesKey }: Pick<StorageDriver['objects'], 'refusesKey'> = {},
): { key: string } | { problem: KeyProblem | 'empty-segment' | 'refused-here' } {
  const path = name.replace(/\/$/, '');
  if (path.trim() === '') return { problem: 'empty' };
  if (path.split('/').includes('')) return { problem: 'empty-segment' };
  const key = `${prefix}${path}/`;
  const problem = keyProblem(key) ?? (refusesKey?.(key) ? 'refused-here' : undefined);
  return problem ? { problem } : { key };
}
