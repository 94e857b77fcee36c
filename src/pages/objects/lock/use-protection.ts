import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { type Retention, StorageError } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import type { OpenObject } from '../../shared/open-object.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { formatUntil } from './format-until.ts';

export interface RetentionChange {
  /** Undefined: none. */
  wanted: Retention | undefined;
  bypassGovernance: boolean;
}

/** What keeps the version in the drawer from being deleted, and how it is changed. Each is read and may fail alone. */
export function useProtection({ storage, bucket, key, versionId, head }: OpenObject) {
  const t = useText('protection');
  const language = useLanguage();
  const announce = useAnnounce();
  const client = useQueryClient();
  // The version that is looked at, even where another is the current one by now.
  const ref = { bucket, key, versionId: versionId ?? head.versionId };
  const keyOf = (what: string) => queryKeys.object(storage.connectionId, bucket, key, what, ref.versionId);
  const readAgain = () =>
    client.invalidateQueries({ queryKey: queryKeys.object(storage.connectionId, bucket, key) });
  const locks = () => {
    if (!storage.locks) throw new StorageError('not-supported');
    return storage.locks;
  };
  const retention = useQuery({
    queryKey: keyOf('retention'),
    // A query may not answer with undefined.
    queryFn: async ({ signal }) => (await locks().readRetention(ref, { signal })) ?? null,
  });
  const legalHold = useQuery({
    queryKey: keyOf('legal-hold'),
    queryFn: ({ signal }) => locks().readLegalHold(ref, { signal }),
  });
  const setRetention = useMutation({
    mutationFn: ({ wanted, bypassGovernance }: RetentionChange) =>
      locks().writeRetention(ref, wanted, { bypassGovernance }),
    onSuccess: async (_, { wanted }) => {
      await readAgain();
      announce(
        wanted ? t('retentionSaved', { until: formatUntil(wanted.until, language) }) : t('retentionRemoved'),
      );
    },
  });
  const setLegalHold = useMutation({
    mutationFn: (on: boolean) => locks().writeLegalHold(ref, on),
    onSuccess: async (_, on) => {
      await readAgain();
      announce(t(on ? 'holdPut' : 'holdLifted'));
    },
  });
  return { retention, legalHold, setRetention, setLegalHold };
}
