import type { ReactNode } from 'react';
import styles from './key-text.module.css';
import { type KeyPart, splitForEllipsis, visiblePieces } from './visible-text.ts';

/**
 * A key, prefix or bucket name from outside: isolated from the text around it, and with control and bidi
 * characters as visible marks. With `middleEllipsis` a long one keeps its end.
 */
export function KeyText({ value, middleEllipsis = false }: { value: string; middleEllipsis?: boolean }) {
  if (!middleEllipsis) return <bdi className={styles.key}>{pieces(value)}</bdi>;
  const { head, tail } = splitForEllipsis(value);
  return (
    <bdi className={`${styles.key} ${styles.middle}`} title={value}>
      <span className={styles.head}>{pieces(head, tail === '' ? 'whole' : 'head')}</span>
      {tail === '' ? null : <span className={styles.tail}>{pieces(tail, 'tail')}</span>}
    </bdi>
  );
}

function pieces(value: string, part: KeyPart = 'whole'): ReactNode[] {
  return visiblePieces(value, part).map((piece, index) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity but their place
      <span key={index} className={styles.mark} title={piece.codePoint}>
        {piece.mark}
      </span>
    ),
  );
}
