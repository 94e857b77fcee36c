import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { customerKeyOf } from '../../shared/customer-keys/customer-keys.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { queryKeys } from '../../shared/query-keys.ts';
import { useTransferEngine } from '../../shared/transfer-engine.tsx';
import type { Targets } from '../actions.ts';
import { collectObjects, mostObjects } from './collect-objects.ts';
import { fileBelow, fileTarget } from './file-targets.ts';
import { type LocalPath, localPaths } from './local-path.ts';
import { pickFolder } from './pickers.ts';
import { Readable } from './readable.tsx';
import styles from './save.module.css';

interface SaveFolderProps {
  storage: StorageDriver;
  bucket: string;
  /** The folder that is open: paths on the disk begin below it. */
  prefix: string;
  targets: Targets;
  onClose: () => void;
}

/** Counted first, with what gets another name on a disk; then a folder is chosen, and each object is a transfer. */
export function SaveFolder({ storage, bucket, prefix, targets, onClose }: SaveFolderProps) {
  const t = useText('objects');
  const engine = useTransferEngine();
  const announce = useAnnounce();
  const [found, setFound] = useState(0);
  const [error, setError] = useState<unknown>();
  const query = useQuery({
    queryKey: queryKeys.objects(
      storage.connectionId,
      bucket,
      'save',
      prefix,
      targets.folders,
      targets.entries,
    ),
    queryFn: async ({ signal }) => {
      const { objects, isCut } = await collectObjects(storage, bucket, targets, {
        signal,
        onFound: setFound,
      });
      return { paths: localPaths(objects, prefix), isCut };
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.error) return <ErrorView error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <p role="status">{t('saveCounting', { count: found })}</p>;
  const { paths, isCut } = query.data;
  // Of what everybody may read the rest is like the first, as far as one can know beforehand.
  const first = paths.find(({ size }) => size > 0) ?? { key: '', size: 0 };

  async function start() {
    setError(undefined);
    try {
      const root = await pickFolder();
      if (!root) return;
      const files = paths.map(({ key, size, path }) => ({
        key,
        size,
        customerKey: customerKeyOf({ connectionId: storage.connectionId, bucket, key }),
        target: fileTarget(fileBelow(root, path)),
      }));
      engine.download({ storage, bucket, files });
      announce(t('saveStarted', { count: files.length }));
      onClose();
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <Readable storage={storage} bucket={bucket} entry={first} onClose={onClose}>
      <Stack gap={16}>
        <Plan paths={paths} isCut={isCut} />
        {error ? <ErrorView error={error} /> : null}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={paths.length === 0 || isCut} data-autofocus onClick={() => void start()}>
            {t('saveChooseFolder')}
          </Button>
        </Group>
      </Stack>
    </Readable>
  );
}

/** Renamed ones that are shown. */
const shown = 6;

function Plan({ paths, isCut }: { paths: readonly LocalPath[]; isCut: boolean }) {
  const t = useText('objects');
  const language = useLanguage();
  if (isCut) return <p>{t('saveTooMany', { count: mostObjects })}</p>;
  if (paths.length === 0) return <p>{t('saveNothing')}</p>;
  const renamed = paths.filter((path) => path.renamed);
  const bytes = paths.reduce((sum, { size }) => sum + size, 0);
  return (
    <>
      <p className={styles.total}>
        {t('saveTotal', { count: paths.length, bytes: formatBytes(bytes, language) })}
      </p>
      <p className={styles.note}>{t('saveReplaces')}</p>
      {renamed.length > 0 ? (
        <div>
          <p>{t('saveRenamed', { count: renamed.length })}</p>
          <ul className={styles.renamed} aria-label={t('saveRenamedList')}>
            {renamed.slice(0, shown).map(({ key, path }) => (
              <li key={key}>
                <KeyText value={key} />
                <span aria-hidden>→</span>
                <KeyText value={path.join('/')} />
              </li>
            ))}
          </ul>
          {renamed.length > shown ? <p>{t('andMore', { count: renamed.length - shown })}</p> : null}
        </div>
      ) : null}
    </>
  );
}
