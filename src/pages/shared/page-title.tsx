import { useEffect } from 'react';
import { titleFor } from './title-for.ts';
import { useBatchProgress } from './transfer-engine.tsx';

/** Names the page in the tab's title; while files go up, their progress stands before it. Renders nothing. */
export function PageTitle({ title }: { title: string }) {
  const shown = titleFor(title, useBatchProgress());
  useEffect(() => {
    document.title = shown;
  }, [shown]);
  return null;
}
