import { useRouter } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useConnection } from '../shared/connection.tsx';
import { paths } from '../shared/paths.ts';
import type { Place } from './listing/use-place.ts';

/** Addresses of folders, for links that open in a new tab; the view of this one (flat, sort) goes along. */
export function useFolderHref({
  bucket,
  flat,
  sort,
  desc,
  versions,
  meta,
}: Place): (prefix: string) => string {
  const router = useRouter();
  const { connectionId } = useConnection();
  return useCallback(
    (prefix) => {
      const link = paths.bucket.link({ connectionId, bucket }, { prefix, flat, sort, desc, versions, meta });
      return router.history.createHref(router.buildLocation(link).href);
    },
    [router, connectionId, bucket, flat, sort, desc, versions, meta],
  );
}
