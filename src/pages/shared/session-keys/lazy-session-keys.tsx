import { lazy, Suspense } from 'react';
import { loadText } from '../../../components/text/language.ts';
import type { KeySource } from '../../../storage/index.ts';

const LazyWatch = lazy(async () => {
  const [{ SessionWatch }] = await Promise.all([import('./session-watch.tsx'), loadText('credentials')]);
  return { default: SessionWatch };
});

const LazyEnd = lazy(async () => {
  const [{ KeysEnd }] = await Promise.all([import('./keys-end.tsx'), loadText('credentials')]);
  return { default: KeysEnd };
});

/** Loaded where keys have an end; most have none. */
export function SessionWatchIfAny({ keys, name }: { keys?: KeySource; name: string }) {
  return keys ? (
    <Suspense>
      <LazyWatch keys={keys} name={name} />
    </Suspense>
  ) : null;
}

export function KeysEndIfAny({ keys }: { keys?: KeySource }) {
  return keys ? (
    <Suspense>
      <LazyEnd keys={keys} />
    </Suspense>
  ) : null;
}
