import { Button } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { StorageError } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from '../dialogs.module.css';
import { useDeleteBucket } from '../mutations.ts';

interface EmptyBucketViewProps {
  bucket: string;
  /** Nobody could look into it: the server decides. */
  unlisted?: boolean;
  onCancel: () => void;
  /** Where counting is possible. */
  onCountAgain?: () => void;
  onDeleted: () => void;
}

/** Asks the server to remove a bucket as it is. It refuses where anything is in it. */
export function EmptyBucketView({
  bucket,
  unlisted = false,
  onCancel,
  onCountAgain,
  onDeleted,
}: EmptyBucketViewProps) {
  const t = useText('purge');
  const shell = useText('shell');
  const { mutate, isPending, error } = useDeleteBucket();
  const isRefused = error instanceof StorageError && error.code === 'bucket-not-empty';
  const sentence = isRefused ? 'notEmptySentence' : unlisted ? 'unlistedSentence' : 'emptySentence';
  return (
    <>
      <p className={styles.subject}>
        <KeyText value={bucket} />
      </p>
      <p role="status">{t(sentence)}</p>
      {error && !isRefused ? <ErrorView error={error} /> : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel} data-autofocus>
          {shell(isRefused ? 'close' : 'cancel')}
        </Button>
        {isRefused && onCountAgain ? <Button onClick={onCountAgain}>{t('countAgain')}</Button> : null}
        {isRefused ? null : (
          <Button color="red" loading={isPending} onClick={() => mutate(bucket, { onSuccess: onDeleted })}>
            {t('deleteIt', { name: bucket })}
          </Button>
        )}
      </div>
    </>
  );
}
