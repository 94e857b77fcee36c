import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { useText } from '../../components/text/language.ts';
import { useConnection } from '../shared/connection.tsx';
import { paths } from '../shared/paths.ts';
import { identityQuery } from '../shared/server-identity.ts';
import { settingQuery } from '../shared/setting-editor/use-setting.ts';
import type { BucketSetting } from './bucket-setting.ts';
import styles from './bucket-settings.module.css';
import { bucketSettings } from './registry.ts';
import { summaryState } from './summary-state.ts';

interface SettingsListProps {
  bucket: string;
  /** The setting that is shown beside the list. */
  current: string;
  /** Gets the link of `current`, to give the focus back to. */
  currentLink: Ref<HTMLAnchorElement>;
}

/** All settings with a word on each; every one is read on its own, and fails on its own. */
export function SettingsList({ bucket, current, currentLink }: SettingsListProps) {
  const t = useText('settings');
  const { connectionId } = useConnection();
  return (
    <nav aria-label={t('listLabel', { bucket })} className={styles.list}>
      <ul>
        {bucketSettings.map((setting) => {
          const { id, titleKey, icon: Icon } = setting;
          const isCurrent = id === current;
          return (
            <li key={id}>
              <Link
                {...paths.settings.link({ connectionId, bucket }, { open: id })}
                ref={isCurrent ? currentLink : undefined}
                className={styles.entry}
                data-current={isCurrent || undefined}
                aria-current={isCurrent ? 'true' : undefined}
                activeOptions={{ exact: true }}
              >
                <Icon size={16} className={styles.icon} aria-hidden />
                <span className={styles.name}>{t(titleKey)}</span>
                <Summary bucket={bucket} setting={setting} />
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

const words = { unavailable: 'notAvailable', denied: 'denied', failed: 'notReadable' } as const;

function Summary({ bucket, setting }: { bucket: string; setting: BucketSetting }) {
  const t = useText('settings');
  const connection = useConnection();
  const query = useQuery(settingQuery(connection, bucket, setting.id));
  const identity = useQuery({ ...identityQuery(connection), enabled: setting.fixedOn !== undefined });
  const isFixed = setting.fixedOn?.(identity.data?.software ?? '') ?? false;
  const state = isFixed ? 'unavailable' : summaryState(query);
  if (state === 'loading') {
    return (
      <span className={styles.summary}>
        <Skeleton component="span" display="inline-block" height={12} width={72} radius={3} />
        <span className="visually-hidden">{t('loadingSetting', { title: t(setting.titleKey) })}</span>
      </span>
    );
  }
  const text = () => {
    if (state === 'configured') {
      return query.data?.value === undefined ? '' : setting.summaryOf(query.data.value, t);
    }
    return t(state === 'unset' ? (setting.unsetKey ?? 'notSet') : words[state]);
  };
  return (
    <span className={styles.summary} data-state={state}>
      {text()}
    </span>
  );
}
