import type { ReactNode } from 'react';
import { PreviewError } from './preview-error.tsx';
import type { PreviewSource } from './preview-source.ts';
import styles from './previews.module.css';
import { useBytes } from './use-bytes.ts';

interface BytesViewProps {
  source: PreviewSource;
  start?: number;
  end: number;
  children: (bytes: Uint8Array<ArrayBuffer>) => ReactNode;
}

/** Reads a range, then draws it. */
export function BytesView({ source, start = 0, end, children }: BytesViewProps) {
  const query = useBytes(source, start, end);
  if (query.data) return children(query.data);
  if (query.error) return <PreviewError error={query.error} onRetry={() => void query.refetch()} />;
  return <div className={styles.skeleton} aria-busy />;
}
