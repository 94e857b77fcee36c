import type { Bucket } from '../../storage/index.ts';
import type { BucketsSearch } from '../shared/paths.ts';

/** The buckets whose name contains the search, in the wanted order; equal times stay in the order of names. */
export function bucketRows(
  buckets: readonly Bucket[],
  { q = '', sort = 'name', desc = false }: BucketsSearch,
): Bucket[] {
  const wanted = q.trim().toLowerCase();
  const rows = buckets.filter(({ name }) => name.toLowerCase().includes(wanted));
  const direction = desc ? -1 : 1;
  return rows.sort((a, b) => {
    const byName = a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
    if (sort === 'name') return direction * byName;
    const byTime = (a.createdAt?.getTime() ?? 0) - (b.createdAt?.getTime() ?? 0);
    return direction * byTime || byName;
  });
}

/** The search after a click on a column's head: the same column turns round, another begins ascending. */
export function sortedBy(search: BucketsSearch, column: NonNullable<BucketsSearch['sort']>): BucketsSearch {
  const current = search.sort ?? 'name';
  if (current === column) return { ...search, desc: !search.desc };
  return { ...search, sort: column, desc: false };
}
