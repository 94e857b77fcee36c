import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { useConnections } from '../shared/connection.tsx';
import type { Connection } from '../shared/connections.ts';
import { byWant } from '../shared/embedded-store.ts';
import styles from './ways.module.css';

/** One click into the store of this page's own server; nothing where there is none. */
export function EmbeddedStore({ onOpen }: { onOpen: (connection: Connection) => Promise<void> }) {
  const t = useText('connect');
  const { embedded } = useConnections();
  const [connection, setConnection] = useState<Connection>();
  const [opening, setOpening] = useState<'s3' | 'want'>();
  useEffect(() => {
    let left = false;
    void embedded().then((found) => {
      if (!left) setConnection(found);
    });
    return () => {
      left = true;
    };
  }, [embedded]);
  if (!connection) return null;
  const open = async (protocol: 's3' | 'want') => {
    setOpening(protocol);
    await onOpen(protocol === 'want' ? byWant(connection) : connection);
    setOpening(undefined);
  };
  return (
    <section className={styles.embedded}>
      <h2 className={styles.title}>{t('embedded')}</h2>
      <p className={styles.sentence}>{t('embeddedSentence')}</p>
      <p className={styles.endpoint}>{connection.profile.endpoint}</p>
      <Button
        fullWidth
        loading={opening === 's3'}
        disabled={opening === 'want'}
        onClick={() => void open('s3')}
      >
        {t('embeddedOpen')}
      </Button>
      <Button
        fullWidth
        mt={8}
        variant="default"
        loading={opening === 'want'}
        disabled={opening === 's3'}
        onClick={() => void open('want')}
      >
        {t('embeddedByWant')}
      </Button>
    </section>
  );
}
