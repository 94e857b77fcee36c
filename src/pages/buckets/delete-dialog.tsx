import { Button, Modal, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';
import { useConnection } from '../shared/connection.tsx';
import { ErrorView } from '../shared/error-view.tsx';
import { paths } from '../shared/paths.ts';
import styles from './dialogs.module.css';
import { useDeleteBucket } from './mutations.ts';
import { emptinessQuery } from './queries.ts';

interface DeleteDialogProps {
  bucket: string;
  onClose: () => void;
  onDeleted: (bucket: string) => void;
}

/**
 * Looks first whether the bucket is empty. A bucket with objects is not offered for deletion; what a listing does
 * not show (versions, unfinished uploads) the server itself refuses, and that is said as it is.
 */
export function DeleteDialog({ bucket, onClose, onDeleted }: DeleteDialogProps) {
  const t = useText('buckets');
  const shell = useText('shell');
  const connection = useConnection();
  const emptiness = useQuery(emptinessQuery(connection, bucket));
  const { mutate, isPending, error } = useDeleteBucket();
  const refused = error instanceof StorageError && error.code === 'bucket-not-empty';
  const holdsSomething = emptiness.data === 'holds-objects' || refused;

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('deleteTitle')}
      size={440}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <p className={styles.subject}>
        <KeyText value={bucket} />
      </p>
      {emptiness.isPending ? <Skeleton height={20} radius={3} aria-label={t('lookingIfEmpty')} /> : null}
      {emptiness.isPending ? null : (
        <p role="status">
          {t(holdsSomething ? (refused ? 'refusedSentence' : 'notEmptySentence') : 'deleteSentence')}
        </p>
      )}
      {error && !refused ? <ErrorView error={error} /> : null}
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {shell(holdsSomething ? 'close' : 'cancel')}
        </Button>
        {holdsSomething ? (
          <Button
            renderRoot={(props) => (
              <Link {...paths.bucket.link({ connectionId: connection.connectionId, bucket })} {...props} />
            )}
          >
            {t('openIt', { name: bucket })}
          </Button>
        ) : (
          <Button
            color="red"
            loading={isPending}
            disabled={emptiness.isPending}
            onClick={() => mutate(bucket, { onSuccess: () => onDeleted(bucket) })}
          >
            {t('deleteIt', { name: bucket })}
          </Button>
        )}
      </div>
    </Modal>
  );
}
