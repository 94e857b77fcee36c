import { useQuery } from '@tanstack/react-query';
import { useConnection } from '../../shared/connection.tsx';
import { settingQuery } from '../../shared/setting-editor/use-setting.ts';
import { lockAbsence } from './lock-absence.ts';

/** Whether objects can be locked in a bucket, as far as this account may see it: undefined where nothing speaks against it. */
export function useBucketLock(bucket: string): { lacking: 'bucket' | 'server'; error: unknown } | undefined {
  const { data, error } = useQuery(settingQuery(useConnection(), bucket, 'object-lock'));
  if (data) return data.value === undefined ? { lacking: 'bucket', error: undefined } : undefined;
  const lacking = lockAbsence(error);
  return lacking && { lacking, error };
}
