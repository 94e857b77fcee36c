import type { ReactNode } from 'react';
import { Sheet } from './sheet.tsx';
import styles from './shell.module.css';
import { useText } from './text/language.ts';

interface ShellProps {
  bar: ReactNode;
  /** Absent before a connection is there. */
  rail?: ReactNode;
  /** Narrow screens: the rail is a sheet over the page, open or not. */
  railAsSheet: boolean;
  sheetOpen: boolean;
  onSheetClose: () => void;
  tray: ReactNode;
  children: ReactNode;
}

/** The frame of every page: bar above, rail beside, tray below, and the page in the middle, which alone scrolls. */
export function Shell({ bar, rail, railAsSheet, sheetOpen, onSheetClose, tray, children }: ShellProps) {
  const t = useText('shell');
  const besides = rail !== undefined && !railAsSheet;
  return (
    <div className={styles.shell} data-rail={besides}>
      {/* A button, because the address after the hash is the router's. */}
      <button type="button" className={styles.skip} onClick={() => document.getElementById('main')?.focus()}>
        {t('skipToMain')}
      </button>
      <header className={styles.bar}>{bar}</header>
      {besides ? (
        <nav className={styles.rail} aria-label={t('navigation')}>
          {rail}
        </nav>
      ) : null}
      {rail !== undefined && railAsSheet ? (
        <Sheet
          open={sheetOpen}
          onClose={onSheetClose}
          label={t('navigation')}
          closeLabel={t('closeNavigation')}
        >
          <nav aria-label={t('navigation')}>{rail}</nav>
        </Sheet>
      ) : null}
      <main id="main" className={styles.main} tabIndex={-1}>
        {children}
      </main>
      <div className={styles.tray}>{tray}</div>
    </div>
  );
}
