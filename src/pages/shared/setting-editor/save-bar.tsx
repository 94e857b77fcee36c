import { Button } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import styles from './setting-editor.module.css';

interface SaveBarProps {
  isDirty: boolean;
  /** Why the change cannot be saved as it stands; it is shown in place of the state. */
  blockedBy?: string;
  onDiscard: () => void;
  /** Absent where there is nothing to take away, or no way to. */
  onRemove?: () => void;
}

/** At the foot of a setting's form; its first button submits the form. */
export function SaveBar({ isDirty, blockedBy, onDiscard, onRemove }: SaveBarProps) {
  const t = useText('settings');
  return (
    <div className={styles.bar}>
      <span className={styles.barState}>{blockedBy ?? t(isDirty ? 'unsaved' : 'allSaved')}</span>
      {onRemove && !isDirty ? (
        <Button variant="subtle" color="red" onClick={onRemove}>
          {t('remove')}
        </Button>
      ) : null}
      {isDirty ? (
        <Button variant="default" onClick={onDiscard}>
          {t('discard')}
        </Button>
      ) : null}
      <Button type="submit" disabled={!isDirty || blockedBy !== undefined}>
        {t('review')}
      </Button>
    </div>
  );
}
