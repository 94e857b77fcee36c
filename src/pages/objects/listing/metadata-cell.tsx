import { useQuery } from '@tanstack/react-query';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { customerKeyOf } from '../../shared/customer-keys/customer-keys.ts';
import { useErrorText } from '../../shared/error-text.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import type { Slots } from './head-slots.ts';
import type { ListedEntry } from './listed-entry.ts';
import styles from './metadata-cell.module.css';

/** Where the metadata of an object is asked for that its listing does not tell. */
export interface MetadataSource {
  storage: StorageDriver;
  bucket: string;
  slots: Slots;
}

interface MetadataCellProps {
  entry: ListedEntry;
  source: MetadataSource;
  /** On the screen, and not only near it. */
  inView: boolean;
}

/** ms; how long an answer is kept for a row that left the screen. */
const keptFor = 60_000;

export function MetadataCell({ entry, source, inView }: MetadataCellProps) {
  if (entry.isDeleteMarker) return null;
  if (entry.metadata) return <MetadataPairs metadata={entry.metadata} />;
  // What is mounted asks, and what is taken away again stops asking.
  return inView ? <AskedMetadata entry={entry} source={source} /> : <span className={styles.waiting} />;
}

function AskedMetadata({ entry, source }: Omit<MetadataCellProps, 'inView'>) {
  const { storage, bucket, slots } = source;
  const { key, versionId, etag } = entry;
  const { data, error } = useQuery({
    queryKey: queryKeys.object(storage.connectionId, bucket, key, 'listed-metadata', versionId, etag),
    queryFn: ({ signal }) =>
      slots.run(async () => {
        const customerKey = customerKeyOf({ connectionId: storage.connectionId, bucket, key });
        const head = await storage.objects.head({ bucket, key, versionId, customerKey }, { signal });
        return head.metadata;
      }, signal),
    retry: false,
    staleTime: keptFor,
    gcTime: keptFor,
  });
  if (data) return <MetadataPairs metadata={data} />;
  if (error) return <Unread error={error} />;
  return <span className={styles.waiting} />;
}

function Unread({ error }: { error: unknown }) {
  const t = useText('objects');
  const { title } = useErrorText(error);
  return (
    <span className={styles.unread} title={title}>
      {t('metadataUnread')}
    </span>
  );
}

function MetadataPairs({ metadata }: { metadata: Readonly<Record<string, string>> }) {
  const pairs = Object.entries(metadata);
  if (pairs.length === 0) return null;
  return (
    <span className={styles.pairs} title={pairs.map(([name, value]) => `${name}=${value}`).join('\n')}>
      {pairs.map(([name, value]) => (
        <span key={name} className={styles.pair}>
          <span className={styles.name}>
            <KeyText value={name} />=
          </span>
          <KeyText value={value} />
        </span>
      ))}
    </span>
  );
}
