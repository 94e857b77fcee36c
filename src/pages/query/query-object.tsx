import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import { Bytes } from '../../components/bytes.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { type ObjectHead, StorageError } from '../../storage/index.ts';
import { useConnection } from '../shared/connection.tsx';
import { customerKeyOf } from '../shared/customer-keys/customer-keys.ts';
import { paths } from '../shared/paths.ts';
import { queryKeys } from '../shared/query-keys.ts';
import { QueryView } from '../shared/query-view.tsx';
import { identityQuery } from '../shared/server-identity.ts';
import { UnavailableNote } from '../shared/setting-editor/unavailable.tsx';
import { unavailableReason } from '../shared/setting-editor/unavailable-reason.ts';
import { guessInput } from './guess-input.ts';
import styles from './query.module.css';
import { serverEngine } from './query-engine.ts';
import { readSample } from './read-sample.ts';
import { Workbench } from './workbench.tsx';

interface QueryObjectProps {
  bucket: string;
  objectKey: string;
  versionId: string | undefined;
  onAnother: () => void;
}

/** The page of one object: it is looked at first, and the server is asked whether it has queries. */
export function QueryObject({ bucket, objectKey: key, versionId, onAnother }: QueryObjectProps) {
  const t = useText('query');
  const connection = useConnection();
  const { connectionId, storage } = connection;
  const object = useMemo(
    () => ({ bucket, key, versionId, customerKey: customerKeyOf({ connectionId, bucket, key }) }),
    [connectionId, bucket, key, versionId],
  );
  const head = useQuery({
    queryKey: queryKeys.object(connectionId, bucket, key, 'head', versionId),
    queryFn: ({ signal }) => storage.objects.head(object, { signal }),
  });
  const sample = useQuery({
    queryKey: queryKeys.object(connectionId, bucket, key, 'query-sample', versionId),
    queryFn: ({ signal }) => readSample(storage, object, signal),
    enabled: head.data !== undefined && head.data.size > 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const probe = useQuery({
    queryKey: queryKeys.capabilities(connectionId, 'select'),
    queryFn: async ({ signal }) => {
      await storage.select?.probe({ bucket, key, versionId }, { signal });
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const identity = useQuery(identityQuery(connection));
  const engine = useMemo(() => serverEngine(storage), [storage]);
  const isMinio = /minio/i.test(identity.data?.software ?? '');
  const guess = useMemo(
    () => head.data && guessInput({ key, contentType: head.data.contentType }, sample.data, isMinio),
    [head.data, key, sample.data, isMinio],
  );

  if (!engine) {
    return (
      <UnavailableNote heading="h2" title={t('unavailable')} sentence={t('unavailableSentence')}>
        {t('unavailableProtocol')}
      </UnavailableNote>
    );
  }
  const isLacking = probe.error instanceof StorageError && probe.error.code === 'not-supported';
  const isReady = !probe.isLoading && !sample.isLoading && !identity.isLoading;
  const place = { connectionId, bucket, objectKey: key, versionId };
  return (
    <>
      <ObjectLine {...place} head={head.data} onAnother={onAnother} />
      {isLacking ? (
        <UnavailableNote heading="h2" title={t('unavailable')} sentence={t('unavailableSentence')}>
          {t('unavailableReason')}{' '}
          <code className={styles.code}>{unavailableReason(probe.error, 'POST ?select')}</code>
        </UnavailableNote>
      ) : (
        <QueryView
          query={head}
          skeleton={<div className={styles.skeleton} />}
          errorActions={<p className={styles.help}>{t('customerKeyMissing')}</p>}
        >
          {(found) =>
            isReady && guess ? (
              <Workbench
                connectionId={connectionId}
                engine={engine}
                object={object}
                head={found}
                guess={guess}
                isMinio={isMinio}
              />
            ) : (
              <div className={styles.skeleton} />
            )
          }
        </QueryView>
      )}
    </>
  );
}

interface ObjectLineProps {
  connectionId: string;
  bucket: string;
  objectKey: string;
  versionId: string | undefined;
  head: ObjectHead | undefined;
  onAnother: () => void;
}

function ObjectLine({ connectionId, bucket, objectKey: key, versionId, head, onAnother }: ObjectLineProps) {
  const t = useText('query');
  const prefix = key.slice(0, key.lastIndexOf('/') + 1) || undefined;
  return (
    <div className={styles.object}>
      <p className={styles.objectKey}>
        <KeyText value={key} />
        {head ? (
          <span className={styles.dim}>
            <Bytes value={head.size} />
          </span>
        ) : null}
        {versionId ? <span className={styles.dim}>{t('versionOf', { version: versionId })}</span> : null}
      </p>
      <Link {...paths.bucket.link({ connectionId, bucket }, { prefix, key, version: versionId })}>
        {t('showInList')}
      </Link>
      <Button size="compact-xs" variant="default" onClick={onAnother}>
        {t('anotherObject')}
      </Button>
    </div>
  );
}

/** Where the address names no object. */
export function ChooseObject({ onChoose }: { onChoose: (key: string) => void }) {
  const t = useText('query');
  const [key, setKey] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key !== '') onChoose(key);
  };
  return (
    <form className={styles.choose} onSubmit={submit}>
      <h2 className={styles.label}>{t('whichObject')}</h2>
      <TextInput
        label={t('keyLabel')}
        description={t('keyHelp')}
        value={key}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        classNames={{ input: styles.mono }}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Button type="submit" disabled={key === ''}>
        {t('openObject')}
      </Button>
    </form>
  );
}
