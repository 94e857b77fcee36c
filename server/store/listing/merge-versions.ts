import type { ObjectRecord, VersionRecord } from '../metadata/records.ts';
import { compareKeys, type Row } from './roll-up.ts';

interface Keyed<R> {
  key: string;
  record: R;
}

/**
 * The current version of a key comes before its others, which come newest first already. The first of a key is its
 * latest, but for the key that a listing is continued within.
 */
export function* mergeVersions(
  current: Iterator<Keyed<ObjectRecord>>,
  others: Iterator<Keyed<VersionRecord>>,
  continuedKey: string | undefined,
): Generator<Row<{ record: VersionRecord; isLatest: boolean }>> {
  let key = continuedKey;
  let [left, right] = [current.next(), others.next()];
  try {
    while (!left.done || !right.done) {
      const takesLeft = !left.done && (right.done || compareKeys(left.value.key, right.value.key) <= 0);
      const next: Keyed<VersionRecord> =
        takesLeft && !left.done ? left.value : (right.value as Keyed<VersionRecord>);
      const isLatest = takesLeft || next.key !== key;
      key = next.key;
      yield { key, id: next.record.order, value: { record: next.record, isLatest } };
      if (takesLeft) left = current.next();
      else right = others.next();
    }
  } finally {
    current.return?.();
    others.return?.();
  }
}
