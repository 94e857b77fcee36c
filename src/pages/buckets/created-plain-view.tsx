import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { useConnection } from '../shared/connection.tsx';
import { ErrorView } from '../shared/error-view.tsx';
import styles from './dialogs.module.css';
import { turnVersioningOn } from './mutations.ts';

interface CreatedPlainViewProps {
  bucket: string;
  /** Why versioning is not on. */
  error: unknown;
  onDone: () => void;
  onError: (error: unknown) => void;
}

/** The bucket is there, and what was asked for beside it is not. */
export function CreatedPlainView({ bucket, error, onDone, onError }: CreatedPlainViewProps) {
  const t = useText('buckets');
  const shell = useText('shell');
  const { storage } = useConnection();
  const [pending, setPending] = useState(false);
  const again = async () => {
    setPending(true);
    const failure = await turnVersioningOn(storage, bucket);
    setPending(false);
    if (failure === undefined) onDone();
    else onError(failure);
  };
  return (
    <div className={styles.form}>
      <p role="status">{t('madeSentence')}</p>
      <ErrorView error={error} />
      <div className={styles.actions}>
        <Button variant="default" onClick={onDone}>
          {shell('close')}
        </Button>
        <Button loading={pending} onClick={() => void again()}>
          {t('madeAgain')}
        </Button>
      </div>
    </div>
  );
}
