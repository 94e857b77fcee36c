import { Button } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import styles from './from-note.module.css';
import type { Go } from './use-place.ts';

/** Above a list that does not begin at its beginning. */
export function FromNote({ after, go }: { after: string; go: Go }) {
  const t = useText('objects');
  return (
    <p className={styles.note}>
      <span>{t('jumpedTo')}</span>
      <span className={styles.key}>
        <KeyText value={after} middleEllipsis />
      </span>
      <Button size="compact-xs" variant="subtle" onClick={() => go({ after: undefined })}>
        {t('jumpBack')}
      </Button>
    </p>
  );
}
