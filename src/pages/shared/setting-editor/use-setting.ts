import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type SettingDocument,
  type SettingName,
  type SettingValues,
  StorageError,
} from '../../../storage/index.ts';
import { useConnection } from '../connection.tsx';
import type { OpenConnection } from '../connections.ts';
import { queryKeys } from '../query-keys.ts';

/** A setting of a bucket as the server has it. */
export function settingQuery<N extends SettingName>(
  { connectionId, storage }: OpenConnection,
  bucket: string,
  name: N,
) {
  return queryOptions({
    queryKey: queryKeys.setting(connectionId, bucket, name),
    queryFn: async ({ signal }): Promise<SettingDocument<SettingValues[N]>> => {
      if (!storage.settings) throw new StorageError('not-supported');
      return storage.settings.read(bucket, name, { signal });
    },
  });
}

export interface SettingChange<N extends SettingName> {
  /** Undefined: the setting is taken away. */
  value: SettingValues[N] | undefined;
  /** The revision that the change was made on; where the server has another by now, `setting-changed`. */
  expected: string;
}

/** Saves a setting, then reads it back: servers rewrite what they are given. Answers with what is there then. */
export function useSaveSetting<N extends SettingName>(bucket: string, name: N) {
  const connection = useConnection();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ value, expected }: SettingChange<N>) => {
      const { settings } = connection.storage;
      if (!settings) throw new StorageError('not-supported');
      if (value === undefined) await settings.remove(bucket, name, { expected });
      else await settings.write(bucket, name, value, { expected });
    },
    // Not after a refusal: what was refused, and why, stays in view.
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: queryKeys.setting(connection.connectionId, bucket, name) }),
  });
}
