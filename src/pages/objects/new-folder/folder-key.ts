import { type KeyProblem, keyProblem } from '../key-rules.ts';

/** The key of a folder's marker object, or why the name will not do. A name may have slashes: `a/b`. */
export function folderKey(
  prefix: string,
  name: string,
): { key: string } | { problem: KeyProblem | 'empty-segment' } {
  const path = name.replace(/\/$/, '');
  if (path.trim() === '') return { problem: 'empty' };
  if (path.split('/').includes('')) return { problem: 'empty-segment' };
  const key = `${prefix}${path}/`;
  const problem = keyProblem(key);
  return problem ? { problem } : { key };
}
