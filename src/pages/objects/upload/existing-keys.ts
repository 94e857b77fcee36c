import { compareKeys, type ListInput, type ListPage } from '../../../storage/index.ts';

type List = (input: ListInput) => AsyncGenerator<ListPage, void, undefined>;

/**
 * Which of the keys are there already, by listing and not by one request a key. The listing runs along the sorted keys
 * and leaps over what lies between two of them, so that its requests are never more than the keys, nor more
 * than the pages of the listing. Keys that are absent cost no error.
 */
export async function existingKeys(
  list: List,
  bucket: string,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = new Set(keys);
  const sorted = [...wanted].sort(compareKeys);
  const prefix = commonPrefix(sorted);
  const found = new Set<string>();
  let next = 0;
  while (next < sorted.length) {
    const from = justBefore(sorted[next] as string);
    const input = { bucket, prefix, ...(compareKeys(from, prefix) > 0 && { startAfter: from }) };
    let ended = true;
    for await (const page of list(input)) {
      for (const { key } of page.entries) if (wanted.has(key)) found.add(key);
      const last = page.entries.at(-1)?.key;
      if (last === undefined) continue;
      while (next < sorted.length && compareKeys(sorted[next] as string, last) <= 0) next += 1;
      const key = sorted[next];
      if (key === undefined || (page.next !== undefined && compareKeys(justBefore(key), last) > 0)) {
        ended = false; // all passed, or a leap is worth a new listing
        break;
      }
    }
    if (ended) break;
  }
  return found;
}

/** Questions at a time: a browser has six connections to a server. */
const askedAtOnce = 4;

/** The same by one question for each key, some at a time. Rejects with the first that fails. */
export async function existingByAsking(
  exists: (key: string) => Promise<boolean>,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  const waiting = [...new Set(keys)];
  const found = new Set<string>();
  const lane = async () => {
    for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
      if (await exists(key)) found.add(key);
    }
  };
  try {
    await Promise.all(Array.from({ length: askedAtOnce }, lane));
  } finally {
    waiting.length = 0; // the other lanes ask no further
  }
  return found;
}

/** A position before the key with little in between: the key without its last character. */
function justBefore(key: string): string {
  return key.replace(/.$/su, '');
}

function commonPrefix(sorted: readonly string[]): string {
  const first = sorted[0] ?? '';
  const last = sorted.at(-1) ?? '';
  let length = 0;
  while (length < first.length && first[length] === last[length]) length += 1;
  const prefix = first.slice(0, length);
  // Never between the halves of one character.
  return /[\ud800-\udbff]$/.test(prefix) ? prefix.slice(0, -1) : prefix;
}
