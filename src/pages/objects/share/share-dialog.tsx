import { Modal, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError } from '../../../storage/index.ts';
import { useConnection } from '../../shared/connection.tsx';
import { ExpiryField } from '../../shared/links/expiry-field.tsx';
import { usePublicOrigin } from '../../shared/links/public-origin.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { QueryView } from '../../shared/query-view.tsx';
import { emptyLinkDraft, type LinkDraft, linkMethods, linkProblems, presignInput } from './link-draft.ts';
import { LinkOptions } from './link-options.tsx';
import { LinkView } from './link-view.tsx';
import { OpensField } from './opens-field.tsx';
import styles from './share.module.css';

interface ShareDialogProps {
  storage: StorageDriver;
  bucket: string;
  objectKey: string;
  /** The version that is open beside the dialog. */
  versionId: string | undefined;
  onClose: () => void;
}

/** A link by which anyone who has it does one thing with one object for a while. Made here, with the key in this browser. */
export function ShareDialog({ storage, bucket, objectKey, versionId, onClose }: ShareDialogProps) {
  const t = useText('links');
  const { connectionId, profile } = useConnection();
  const { origin, problem } = usePublicOrigin(connectionId);
  const [draft, setDraft] = useState<LinkDraft>(emptyLinkDraft);
  const change = (part: Partial<LinkDraft>) => setDraft((before) => ({ ...before, ...part }));
  const method = useId();
  const now = Date.now();
  const object = { bucket, key: objectKey, versionId, publicOrigin: origin };
  const input = problem ? undefined : presignInput(draft, object, now);
  const query = useQuery({
    queryKey: queryKeys.object(connectionId, bucket, objectKey, 'link', input),
    queryFn: () => {
      if (!storage.presign || !input) throw new StorageError('not-supported');
      return storage.presign.presign(input);
    },
    enabled: input !== undefined,
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
        <div>
          <div className={styles.label} id={method}>
            {t('method')}
          </div>
          <SegmentedControl
            size="xs"
            aria-labelledby={method}
            value={draft.method}
            onChange={(value) => change({ method: linkMethods.find((one) => one === value) ?? 'GET' })}
            data={linkMethods.map((value) => ({ value, label: t(`method_${value}`) }))}
          />
        </div>
        <ExpiryField onChange={(seconds) => change({ seconds })} />
        {draft.method === 'GET' ? (
          <OpensField value={draft.opens} onChange={(opens) => change({ opens })} />
        ) : null}
      </div>
      <p className={styles.about}>
        {t(
          draft.method === 'DELETE' && versionId && draft.thisVersion
            ? 'allows_DELETE_version'
            : `allows_${draft.method}`,
        )}
      </p>
      <LinkOptions
        draft={draft}
        problems={linkProblems(draft, now)}
        onChange={change}
        connectionId={connectionId}
        endpoint={profile.endpoint}
        versionId={versionId}
      />
      <div className={styles.below}>
        {input === undefined ? (
          <p className={styles.holder}>{t('noLinkYet')}</p>
        ) : (
          <QueryView query={query} skeleton={<div className={styles.skeleton} />}>
            {({ url, headers, expiresAt }) => (
              <LinkView
                connectionId={connectionId}
                bucket={bucket}
                method={input.method}
                url={url}
                headers={headers}
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
