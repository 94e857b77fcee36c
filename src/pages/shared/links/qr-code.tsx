import { useMemo } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from './links.module.css';
import { qrPath } from './qr-path.ts';

interface QrCodeProps {
  value: string;
  /** What the code is of, for those who cannot see it. */
  label: string;
}

/** Dark on white in either theme: readers expect it so. The text itself stands beside it, to copy. */
export function QrCode({ value, label }: QrCodeProps) {
  const t = useText('links');
  const code = useMemo(() => qrPath(value), [value]);
  if (!code) return <p className={styles.dim}>{t('qrTooLong')}</p>;
  return (
    <svg
      role="img"
      aria-label={label}
      data-testid="qr-code"
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      className={styles.code}
    >
      <path d={code.path} />
    </svg>
  );
}
