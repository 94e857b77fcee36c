import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../../components/text/language.ts';
import type { OpenObject } from '../../../shared/open-object.ts';
import { queryKeys } from '../../../shared/query-keys.ts';
import { parseChecksum } from '../header-words.ts';
import { Exact, Group, Note, Properties, Property } from './property.tsx';

/**
 * Some servers (MinIO) tell checksums only where a header asks for them, which costs a browser a preflight: that is
 * sent for whoever looks at the properties, and only where the first answer had none.
 */
export function Checksums({ object }: { object: OpenObject }) {
  const { storage, bucket, key, versionId, customerKey, head } = object;
  const t = useText('detail');
  const told = Object.keys(head.checksums).length > 0;
  // With a key of one's own the first request had to be preflighted anyway, and asked for them.
  const enabled = !told && !customerKey;
  const asked = useQuery({
    queryKey: queryKeys.object(storage.connectionId, bucket, key, 'checksums', versionId, head.etag),
    queryFn: ({ signal }) =>
      storage.objects.head({ bucket, key, versionId, customerKey, withChecksums: true }, { signal }),
    enabled,
  });
  const checksums = Object.entries(told ? head.checksums : (asked.data?.checksums ?? {}));
  return (
    <Group title={t('group_checksums')}>
      {checksums.length > 0 ? (
        <Properties>
          {checksums.map(([algorithm, checksum]) => {
            const { value, parts } = parseChecksum(checksum);
            return (
              <Property key={algorithm} name={algorithm.toUpperCase()} copy={value} mono>
                {value}
                {parts === undefined ? null : <Exact>{t('checksumOfParts', { count: parts })}</Exact>}
              </Property>
            );
          })}
        </Properties>
      ) : (
        <Note>
          {t(
            enabled && asked.isPending ? 'checksumsAsking' : asked.error ? 'checksumsUnread' : 'noChecksums',
          )}
        </Note>
      )}
    </Group>
  );
}
