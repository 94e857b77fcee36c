import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useText } from '../../../components/text/language.ts';
import {
  type SettingDocument,
  type SettingName,
  type SettingValues,
  StorageError,
} from '../../../storage/index.ts';
import { useConnection } from '../connection.tsx';
import { QueryView } from '../query-view.tsx';
import { Unavailable } from './unavailable.tsx';
import { settingQuery } from './use-setting.ts';

interface SettingViewProps<N extends SettingName> {
  bucket: string;
  name: N;
  title: string;
  children: (document: SettingDocument<SettingValues[N]>) => ReactNode;
}

/** A setting that is read, with what stands there until it is, where the server lacks it, and where it fails. */
export function SettingView<N extends SettingName>({ bucket, name, title, children }: SettingViewProps<N>) {
  const t = useText('settings');
  const query = useQuery(settingQuery(useConnection(), bucket, name));
  if (
    query.data === undefined &&
    query.error instanceof StorageError &&
    query.error.code === 'not-supported'
  ) {
    return <Unavailable title={title} error={query.error} request={`GET ?${name}`} />;
  }
  return (
    <QueryView
      query={query}
      isEmpty={() => false}
      skeleton={
        <div role="status" aria-label={t('loadingSetting', { title })}>
          <Skeleton height={18} width="60%" radius={3} mb={16} />
          <Skeleton height={34} radius={4} mb={16} maw={480} />
          <Skeleton height={34} radius={4} maw={480} />
        </div>
      }
    >
      {children}
    </QueryView>
  );
}
