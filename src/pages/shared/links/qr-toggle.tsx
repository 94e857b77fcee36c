import { Button } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from './links.module.css';

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));

interface QrToggleProps {
  value: string;
  /** What the code is of. */
  label: string;
  /** Other buttons before its own. */
  beside?: ReactNode;
}

/** A QR code on demand: it comes with the library that draws it. */
export function QrToggle({ value, label, beside }: QrToggleProps) {
  const t = useText('links');
  const [shown, setShown] = useState(false);
  return (
    <div className={styles.qr}>
      <div className={styles.buttons}>
        {beside}
        <Button
          variant="default"
          size="xs"
          aria-expanded={shown}
          leftSection={<IconQrcode size={16} aria-hidden />}
          onClick={() => setShown(!shown)}
        >
          {t(shown ? 'hideQr' : 'showQr')}
        </Button>
      </div>
      {shown ? (
        <Suspense fallback={<div className={styles.code} style={{ aspectRatio: '1' }} />}>
          <QrCode value={value} label={label} />
        </Suspense>
      ) : null}
    </div>
  );
}
