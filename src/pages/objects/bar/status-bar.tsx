import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useText } from '../../../components/text/language.ts';
import type { Listing } from '../listing/use-listing.ts';
import styles from './status-bar.module.css';

/** How much is loaded, and what the order is worth while there is more. */
export function StatusBar({ listing }: { listing: Listing }) {
  const { loaded, hasMore, full, loadingAll, sortedPartly, loadAll, stopLoading } = listing;
  const t = useText('objects');
  const text = t(full ? 'loadedFull' : hasMore ? 'loadedMore' : 'loaded', { count: loaded });
  // Where nothing is, the list says so itself.
  const known = listing.query.data !== undefined && (loaded > 0 || hasMore);
  // Read out once it rests, not for every page.
  const [settled] = useDebouncedValue(text, 1000);
  return (
    <>
      <span data-testid="loaded">{known ? text : null}</span>
      <span role="status" className="visually-hidden">
        {known ? settled : null}
      </span>
      {sortedPartly ? <span className={styles.note}>{t('sortedPartly')}</span> : null}
      {hasMore && !full ? (
        <Button size="compact-xs" variant="subtle" onClick={loadingAll ? stopLoading : loadAll}>
          {loadingAll ? t('stopLoading') : t('loadAll')}
        </Button>
      ) : null}
    </>
  );
}
