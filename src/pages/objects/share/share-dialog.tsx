import { Modal, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError } from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { QueryView } from '../../shared/query-view.tsx';
import { contentDisposition } from '../download/download-link.ts';
import { expiryPresets } from './expiry.ts';
import { ExpiryField } from './expiry-field.tsx';
import { LinkView } from './link-view.tsx';
import styles from './share.module.css';

interface ShareDialogProps {
  storage: StorageDriver;
  bucket: string;
  objectKey: string;
  onClose: () => void;
}

/** A link that lets anyone who has it read one object for a while. Made here, with the key in this browser. */
export function ShareDialog({ storage, bucket, objectKey, onClose }: ShareDialogProps) {
  const t = useText('links');
  const [seconds, setSeconds] = useState<number | undefined>(expiryPresets[1].seconds);
  const [opens, setOpens] = useState<'attachment' | 'inline'>('attachment');
  const opensLabel = useId();
  const query = useQuery({
    queryKey: queryKeys.object(storage.connectionId, bucket, objectKey, 'link', seconds, opens),
    queryFn: () => {
      if (!storage.presign || seconds === undefined) throw new StorageError('not-supported');
      return storage.presign.presign({
        method: 'GET',
        bucket,
        key: objectKey,
        expiresIn: seconds,
        responseContentDisposition: contentDisposition(opens, objectKey),
      });
    },
    enabled: seconds !== undefined,
    // A link's time runs from its making: none is kept for another day.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className={styles.key}>
        <KeyText value={objectKey} />
      </p>
      <div className={styles.fields}>
        <ExpiryField onChange={setSeconds} />
        <div>
          <div className={styles.label} id={opensLabel}>
            {t('opens')}
          </div>
          <SegmentedControl
            size="xs"
            aria-labelledby={opensLabel}
            value={opens}
            onChange={(value) => setOpens(value === 'inline' ? 'inline' : 'attachment')}
            data={[
              { value: 'attachment', label: t('opens_attachment') },
              { value: 'inline', label: t('opens_inline') },
            ]}
          />
        </div>
      </div>
      <div className={styles.below}>
        {seconds === undefined ? null : (
          <QueryView query={query} skeleton={<div className={styles.skeleton} />}>
            {({ url, expiresAt }) => (
              <LinkView
                url={url}
                expiresAt={expiresAt}
                credentialsExpireAt={storage.presign?.credentialsExpireAt}
                objectKey={objectKey}
              />
            )}
          </QueryView>
        )}
      </div>
    </Modal>
  );
}
