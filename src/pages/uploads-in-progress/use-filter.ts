import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { paths, type UploadsSearch } from '../shared/paths.ts';

const route = getRouteApi(paths.uploads.pattern);
/** ms without a key stroke. */
const pause = 250;

/** The filter as it is typed and, a moment later, as it is asked for and stands in the address. */
export function useFilter() {
  const params = route.useParams();
  const search = route.useSearch();
  const navigate = useNavigate();
  const { prefix = '' } = search;
  const [typed, setTyped] = useState(prefix);
  const [asked, setAsked] = useState(prefix);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (asked !== prefix) {
    // Back, forward or a link: the field follows.
    setAsked(prefix);
    setTyped(prefix);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  const change = useCallback(
    (changes: UploadsSearch) =>
      void navigate({ ...paths.uploads.link(params, { ...search, ...changes }), replace: true }),
    [navigate, params, search],
  );
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setAsked(text);
      change({ prefix: text || undefined });
    }, pause);
  };
  const ask = (text: string) => {
    clearTimeout(timer.current);
    setTyped(text);
    setAsked(text);
    change({ prefix: text || undefined });
  };
  return { typed, prefix, newest: search.newest ?? false, type, ask, change };
}
