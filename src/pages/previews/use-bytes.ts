import { useQuery } from '@tanstack/react-query';
import type { PreviewSource } from './preview-source.ts';

/** ms for which bytes that nobody looks at are kept: they may be many. */
export const keptFor = 30_000;

/** Bytes of the object, read once for as long as somebody looks at them. */
export function useBytes(source: PreviewSource, start: number, end: number) {
  return useQuery({
    queryKey: [...source.queryKey, start, end],
    queryFn: ({ signal }) => source.read(start, end, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptFor,
  });
}
