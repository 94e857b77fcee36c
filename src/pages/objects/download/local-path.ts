/** Where an object of a folder goes on a disk. */
export interface LocalPath {
  key: string;
  size: number;
  /** Names from the chosen folder down; the last is the file's. */
  path: string[];
  /** A disk cannot have it as the key says: another name, or one that is taken. */
  renamed: boolean;
}

/** Bytes of one name that every usual file system takes. */
const longestName = 240;
const encoder = new TextEncoder();

/**
 * Paths below one folder for keys that begin with `base`: never outside it, never two objects in one file, none that
 * Windows, macOS or Linux refuses. Keys that differ in case alone, or `a` beside `a/b`, get a number. Keys that end in
 * a slash stand for folders and are left out.
 */
export function localPaths(objects: readonly { key: string; size: number }[], base: string): LocalPath[] {
  const files = objects.filter(({ key }) => !key.endsWith('/'));
  const wanted = files.map(({ key, size }) => {
    const segments = (key.startsWith(base) ? key.slice(base.length) : key).split('/');
    return { key, size, segments, path: segments.map(localName) };
  });
  const folders = new Set(
    wanted.flatMap(({ path }) => path.slice(0, -1).map((_, at) => placeOf(path.slice(0, at + 1)))),
  );
  const taken = new Set<string>();
  return wanted.map(({ key, size, segments, path }) => {
    let free = path;
    for (let number = 2; taken.has(placeOf(free)) || folders.has(placeOf(free)); number += 1) {
      free = [...path.slice(0, -1), numbered(path.at(-1) ?? '', number)];
    }
    taken.add(placeOf(free));
    return { key, size, path: free, renamed: free.some((name, at) => name !== segments[at]) };
  });
}

/** Disks that tell names apart by case are the rarer ones, and some compare composed forms. */
const placeOf = (path: readonly string[]) => path.join('/').normalize('NFC').toLowerCase();

function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? `${name.slice(0, dot)} (${number})${name.slice(dot)}` : `${name} (${number})`;
}

/** One name: no path, nothing that a disk refuses or a person does not see. */
export function localName(segment: string): string {
  const plain = segment
    .replaceAll(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
      /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\\<>:"|?*]/gu,
      '_',
    )
    .replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  if (plain === '') return '_';
  const named = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i.test(plain) ? `_${plain}` : plain;
  return encoder.encode(named).length <= longestName ? named : shortened(named);
}

/** Keeps the end, which has the extension. */
function shortened(name: string): string {
  const tail = [...name].slice(-24).join('');
  let head = name.slice(0, -tail.length);
  while (encoder.encode(head).length > longestName - 120) head = [...head].slice(0, -8).join('');
  return `${head}…${tail}`;
}
