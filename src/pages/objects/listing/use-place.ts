import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { type BucketSearch, paths, type SortColumn } from '../../shared/paths.ts';

/** Where the person is, as the address says it. */
export interface Place {
  bucket: string;
  prefix: string;
  q: string;
  flat: boolean;
  sort: SortColumn;
  desc: boolean;
  versions: boolean;
  meta: boolean;
  after: string | undefined;
  /** The object in the drawer. */
  key: string | undefined;
  version: string | undefined;
  tab: string | undefined;
}

/** `replace` for what is no step of its own to go back to: typing a search, sorting. */
export type Go = (change: Partial<Omit<Place, 'bucket'>>, options?: { replace?: boolean }) => void;

export function usePlace(): { place: Place; go: Go } {
  const { bucket } = useParams({ from: paths.bucket.pattern });
  const {
    prefix = '',
    q = '',
    flat = false,
    sort = 'name',
    desc = false,
    versions = false,
    meta = false,
    after,
    key,
    version,
    tab,
  } = useSearch({
    from: paths.bucket.pattern,
  });
  const navigate = useNavigate({ from: paths.bucket.pattern });
  const go = useCallback<Go>(
    (change, { replace = false } = {}) => {
      void navigate({ to: '.', search: (search: BucketSearch) => ({ ...search, ...change }), replace });
    },
    [navigate],
  );
  return { place: { bucket, prefix, q, flat, sort, desc, versions, meta, after, key, version, tab }, go };
}
