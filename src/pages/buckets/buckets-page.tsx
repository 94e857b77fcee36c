import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { SearchField } from '../../components/search-field.tsx';
import { useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { bucketsQuery } from '../shared/buckets-query.ts';
import { type Command, useCommands } from '../shared/commands.tsx';
import { useConnection } from '../shared/connection.tsx';
import { ErrorView } from '../shared/error-view.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { paths } from '../shared/paths.ts';
import { bucketRows, sortedBy } from './bucket-rows.ts';
import { BucketTable, BucketTableSkeleton } from './bucket-table.tsx';
import styles from './buckets-page.module.css';
import { KnownBuckets } from './known-buckets.tsx';
import { NoBuckets, NoMatch } from './nothing-here.tsx';

const CreateDialog = lazy(async () => ({ default: (await import('./create-dialog.tsx')).CreateDialog }));
const DeleteDialog = lazy(async () => ({
  default: (await import('./delete/delete-dialog.tsx')).DeleteDialog,
}));

const route = getRouteApi(paths.buckets.pattern);

type Dialog = { kind: 'create' } | { kind: 'delete'; bucket: string };

export default function BucketsPage() {
  const t = useText('buckets');
  const purge = useText('purge');
  const shell = useText('shell');
  const announce = useAnnounce();
  const connection = useConnection();
  const query = useQuery(bucketsQuery(connection));
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [dialog, setDialog] = useState<Dialog>();
  const [fresh, setFresh] = useState<string>();
  const field = useRef<HTMLInputElement>(null);

  // What is typed leads, the address follows; an address from elsewhere leads while nobody types.
  const [typed, setTyped] = useState(search.q ?? '');
  useEffect(() => {
    if (document.activeElement !== field.current) setTyped(search.q ?? '');
  }, [search.q]);
  const changeSearch = (q: string) => {
    setTyped(q);
    void navigate({ search: { ...search, q: q || undefined }, replace: true });
  };

  const canList = connection.storage.buckets !== undefined;
  const title = canList ? t('title') : t('namespaces');
  const commands = useMemo<Command[]>(() => {
    // Where nothing lists them there is a field for a name and nothing else.
    if (!canList) return [];
    return [
      {
        id: 'search',
        keys: '/',
        label: t('search'),
        group: t('title'),
        run: () => field.current?.focus(),
      },
      {
        id: 'create',
        keys: 'c',
        label: t('create'),
        group: t('title'),
        run: () => setDialog({ kind: 'create' }),
      },
      { id: 'move', keys: 'ArrowDown', label: t('nextBucket'), group: t('title') },
      { id: 'open', keys: 'Enter', label: t('openFocused'), group: t('title') },
      { id: 'delete', keys: 'Delete', label: t('deleteFocused'), group: t('title') },
    ];
  }, [t, canList]);
  useCommands('buckets', commands);

  const buckets = query.data;
  const rows = buckets ? bucketRows(buckets, { ...search, q: typed }) : [];
  const isDenied = query.error instanceof StorageError && query.error.code === 'access-denied';

  const content = () => {
    if (!canList) {
      return (
        <div className={styles.scroll}>
          <KnownBuckets because="no-list" />
        </div>
      );
    }
    if (!buckets) {
      if (query.isPending && !query.error) return <BucketTableSkeleton />;
      return (
        <div className={styles.scroll}>
          {isDenied ? null : <ErrorView error={query.error} onRetry={() => void query.refetch()} />}
          <KnownBuckets because={isDenied ? 'denied' : 'failed'} />
        </div>
      );
    }
    if (buckets.length === 0) return <NoBuckets onCreate={() => setDialog({ kind: 'create' })} />;
    if (rows.length === 0) return <NoMatch query={typed} onClear={() => changeSearch('')} />;
    return (
      <BucketTable
        rows={rows}
        search={search}
        fresh={fresh}
        onSort={(column) => void navigate({ search: sortedBy(search, column), replace: true })}
        onDelete={(bucket) => setDialog({ kind: 'delete', bucket })}
      />
    );
  };

  return (
    <div className={styles.page}>
      <PageTitle title={t(canList ? 'titleOf' : 'namespacesOf', { connection: connection.profile.name })} />
      <header className={styles.head}>
        <h1>{title}</h1>
        {buckets ? (
          <span className={styles.count}>
            {rows.length === buckets.length
              ? t('count', { count: buckets.length })
              : t('countOf', { shown: rows.length, count: buckets.length })}
          </span>
        ) : null}
        <div className={styles.tools}>
          {buckets && buckets.length > 0 ? (
            <SearchField ref={field} label={t('search')} value={typed} onChange={changeSearch} />
          ) : null}
          {canList ? (
            <Button
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => setDialog({ kind: 'create' })}
            >
              {t('create')}
            </Button>
          ) : null}
        </div>
      </header>
      {query.error && buckets ? <ErrorView error={query.error} onRetry={() => void query.refetch()} /> : null}
      {content()}
      <Suspense fallback={<span className="visually-hidden">{shell('loading')}</span>}>
        {dialog?.kind === 'create' ? (
          <CreateDialog
            onClose={() => setDialog(undefined)}
            onCreated={(name) => {
              setDialog(undefined);
              setFresh(name);
              announce(t('createdName', { name }));
            }}
          />
        ) : null}
        {dialog?.kind === 'delete' ? (
          <DeleteDialog
            bucket={dialog.bucket}
            onClose={() => setDialog(undefined)}
            onDeleted={(name, versions) => {
              setDialog(undefined);
              announce(
                versions > 0 ? purge('deletedWith', { name, count: versions }) : t('deleted', { name }),
              );
            }}
          />
        ) : null}
      </Suspense>
    </div>
  );
}
