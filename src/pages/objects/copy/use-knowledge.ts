import { useQuery } from '@tanstack/react-query';
import { useConnection } from '../../shared/connection.tsx';
import { settingQuery } from '../../shared/setting-editor/use-setting.ts';
import { type BucketKnowledge, knowledgeOf } from './copy-notes.ts';

/** What a copy from or to this bucket depends on; asked once, for a bucket may be none. */
export function useKnowledge(bucket: string): BucketKnowledge {
  const connection = useConnection();
  return knowledgeOf(
    useQuery({ ...settingQuery(connection, bucket, 'versioning'), retry: false }),
    useQuery({ ...settingQuery(connection, bucket, 'object-lock'), retry: false }),
  );
}
