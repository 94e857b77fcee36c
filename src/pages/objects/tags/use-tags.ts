import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { StorageError, type Tag } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import type { OpenObject } from '../../shared/open-object.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { canBeSaved, filled, isSame } from './tags-form.ts';

/** What is being typed, and the tags that it was begun on. */
interface Draft {
  rows: Tag[];
  base: readonly Tag[];
}

/**
 * The tags of the version in the drawer, and a draft of others. What somebody else saved since the draft was begun is
 * never overwritten unasked.
 */
export function useTags({ storage, bucket, key, versionId, head }: OpenObject) {
  const t = useText('protection');
  const announce = useAnnounce();
  const client = useQueryClient();
  // The version that is looked at, even where another is the current one by now.
  const ref = { bucket, key, versionId: versionId ?? head.versionId };
  const queryKey = queryKeys.object(storage.connectionId, bucket, key, 'tags', ref.versionId);
  const [draft, setDraft] = useState<Draft>();
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      if (!storage.objectTags) throw new StorageError('not-supported');
      return storage.objectTags.read(ref, { signal });
    },
  });
  const saving = useMutation({
    mutationFn: async ({ rows, base }: Draft) => {
      if (!storage.objectTags) throw new StorageError('not-supported');
      const tags = filled(rows);
      await storage.objectTags.write(ref, tags, { expected: base });
      return tags;
    },
    onSuccess: (tags) => {
      client.setQueryData(queryKey, tags);
      void client.invalidateQueries({ queryKey: queryKeys.object(storage.connectionId, bucket, key) });
      setDraft(undefined);
      announce(t('tagsSaved'));
    },
    onError: (error) => {
      if (error instanceof StorageError && error.code === 'setting-changed') void query.refetch();
    },
  });
  const stored = query.data ?? [];
  const rows = draft?.rows ?? [...stored];
  const isChanged = draft !== undefined && !isSame(filled(draft.rows), stored);
  const isConflict =
    saving.error instanceof StorageError && saving.error.code === 'setting-changed' && !query.isFetching;
  const discard = () => {
    saving.reset();
    setDraft(undefined);
  };
  return {
    query,
    rows,
    isChanged,
    canSave: isChanged && canBeSaved(rows) && !saving.isPending,
    isSaving: saving.isPending,
    /** What somebody else saved meanwhile, once it is known. */
    theirs: isConflict ? stored : undefined,
    error: isConflict ? undefined : saving.error,
    change: (next: Tag[]) => {
      setDraft({ rows: next, base: draft?.base ?? stored });
    },
    save: () => draft && saving.mutate(draft),
    saveOver: () => draft && saving.mutate({ ...draft, base: stored }),
    discard,
  };
}
