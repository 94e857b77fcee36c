const longest = 200;

/**
 * The buckets that the rail shows: those whose name contains the filter, at most 200, and always the current one,
 * also where this account may not list it.
 */
export function railBuckets(
  names: readonly string[],
  { filter, current }: { filter: string; current?: string },
): { shown: string[]; more: number } {
  const wanted = filter.trim().toLowerCase();
  const matching = names.filter((name) => name.toLowerCase().includes(wanted));
  const shown = matching.slice(0, longest);
  const more = matching.length - shown.length;
  if (current === undefined || shown.includes(current) || (wanted !== '' && names.includes(current))) {
    return { shown, more };
  }
  return { shown: [current, ...shown], more: matching.includes(current) ? more - 1 : more };
}
