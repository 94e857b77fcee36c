import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PreviewSource } from '../preview-source.ts';
import { joinBytes } from '../read-at-most.ts';
import { keptFor } from '../use-bytes.ts';

/** Bytes asked for at a time. */
const step = 256 * 1024;
/** Bytes that are shown at most: beyond, a page is the wrong tool. */
const most = 16 * 1024 ** 2;

/** An object from its beginning, a step at a time. */
export function useBeginning(source: PreviewSource) {
  const query = useInfiniteQuery({
    queryKey: [...source.queryKey, 'beginning'],
    queryFn: ({ pageParam, signal }) => source.read(pageParam, pageParam + step, { signal }),
    initialPageParam: 0,
    getNextPageParam: (_last, pages) => {
      const next = pages.reduce((sum, page) => sum + page.length, 0);
      return next < Math.min(source.size, most) ? next : undefined;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptFor,
  });
  const bytes = useMemo(() => query.data && joinBytes(query.data.pages), [query.data]);
  return { query, bytes, atLimit: bytes !== undefined && bytes.length >= most && bytes.length < source.size };
}
