import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { ObjectEntry, StorageDriver } from '../../../storage/index.ts';
import { useConnection } from '../../shared/connection.tsx';
import { ExpiryField } from '../../shared/links/expiry-field.tsx';
import { usePublicOrigin } from '../../shared/links/public-origin.ts';
import { PublicOriginField } from '../../shared/links/public-origin-field.tsx';
import { queryKeys } from '../../shared/query-keys.ts';
import { QueryView } from '../../shared/query-view.tsx';
import { emptyLinkDraft, presignInput } from './link-draft.ts';
import { LinkTable } from './link-table.tsx';
import { makeLinks } from './make-links.ts';
import { OpensField } from './opens-field.tsx';
import styles from './share.module.css';

interface LinksDialogProps {
  storage: StorageDriver;
  bucket: string;
  /** At most `maxLinks`. */
  entries: readonly (ObjectEntry & { versionId?: string })[];
  onClose: () => void;
}

/** One link to read for each chosen object, to be taken along as a list. */
export function LinksDialog({ storage, bucket, entries, onClose }: LinksDialogProps) {
  const t = useText('links');
  const { connectionId, profile } = useConnection();
  const { origin, problem } = usePublicOrigin(connectionId);
  const [seconds, setSeconds] = useState(emptyLinkDraft.seconds);
  const [opens, setOpens] = useState(emptyLinkDraft.opens);
  const refs = entries.map(({ key, versionId }) => ({ bucket, key, versionId }));
  const isReady = seconds !== undefined && problem === undefined;
  const query = useQuery({
    queryKey: queryKeys.objects(connectionId, bucket, 'links', refs, seconds, opens, origin),
    queryFn: ({ signal }) => {
      const draft = { ...emptyLinkDraft, seconds, opens };
      return makeLinks(storage, refs, signal, (ref) =>
        presignInput(draft, { ...ref, publicOrigin: origin }, Date.now()),
      );
    },
    enabled: isReady,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('titleMany', { count: entries.length })}
      size={720}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className={styles.fields}>
        <ExpiryField onChange={setSeconds} />
        <OpensField value={opens} onChange={setOpens} />
      </div>
      <PublicOriginField connectionId={connectionId} endpoint={profile.endpoint} />
      <div className={styles.below}>
        {isReady ? (
          <QueryView query={query} skeleton={<div className={styles.skeleton} />}>
            {(links) => (
              <LinkTable links={links} credentialsExpireAt={storage.presign?.credentialsExpireAt} />
            )}
          </QueryView>
        ) : (
          <p className={styles.holder}>{t('noLinkYet')}</p>
        )}
      </div>
    </Modal>
  );
}
