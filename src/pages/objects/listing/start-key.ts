import { compareKeys } from '../../../storage/index.ts';

const lastCodePoint = 0x10ffff;

/**
 * The last key before this one that anybody would use: servers begin a list *after* a key, and who jumps to a key
 * wants to see it. The end of the alphabet behind the letter before: `abc` becomes `abb` and U+10FFFF.
 */
export function justBefore(key: string): string {
  const last = [...key].at(-1);
  if (last === undefined) return '';
  const head = key.slice(0, key.length - last.length);
  const code = last.codePointAt(0) ?? 0;
  // Nothing stands between a key and the same one with a NUL behind it.
  if (code === 0) return head;
  // Surrogates are no characters.
  const before = code === 0xe000 ? 0xd7ff : code - 1;
  return head + String.fromCodePoint(before, lastCodePoint);
}

/**
 * What to ask a server for so that the list of `prefix` begins at `key`. Some refuse a key that does not lie under
 * the prefix: one before it is left out, and behind it there is nothing to ask for.
 */
export function startOfList(prefix: string, key: string | undefined): { after?: string } | 'beyond' {
  if (key === undefined || compareKeys(key, prefix) <= 0) return {};
  if (!key.startsWith(prefix)) return 'beyond';
  const after = justBefore(key);
  return after.startsWith(prefix) ? { after } : {};
}

/**
 * Where a typed key leads: keys are typed as they are, or as what the open folder does not say of them. In folders it
 * is looked for in its own folder.
 */
export function jumpTo(
  typed: string,
  { prefix, flat }: { prefix: string; flat: boolean },
): { prefix: string; after: string | undefined } {
  const key = typed.startsWith(prefix) ? typed : prefix + typed;
  const folder = flat ? prefix : key.slice(0, key.lastIndexOf('/') + 1);
  return { prefix: folder, after: key === folder ? undefined : key };
}
