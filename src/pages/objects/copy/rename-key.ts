import { type KeyProblem, keyProblem } from '../key-rules.ts';

/** The folder that a key or prefix lies in, its name there, and what stands behind the name: '/' for a folder. */
export interface SplitKey {
  folder: string;
  name: string;
  end: '/' | '';
}

export function splitKey(key: string): SplitKey {
  const end = key.endsWith('/') ? '/' : '';
  const path = key.slice(0, key.length - end.length);
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, slash + 1), name: path.slice(slash + 1), end };
}

/** UTF-16 units of a name before its extension: what is selected first. A name that begins with its dot is all stem. */
export function stemLength({ name, end }: Pick<SplitKey, 'name' | 'end'>): number {
  if (end === '/') return name.length;
  const [, stem = name] = /^(.+?)(?:\.tar)?\.[^.\s]{1,12}$/su.exec(name) ?? [];
  return stem.length;
}

export type NameProblem = KeyProblem | 'slash';

/** Why a name will not do in that folder. */
export function nameProblem(name: string, { folder, end }: SplitKey): NameProblem | undefined {
  if (name === '') return 'empty';
  if (name.includes('/')) return 'slash';
  return keyProblem(`${folder}${name}${end}`);
}
