import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useText } from '../../../components/text/language.ts';
import { StorageError } from '../../../storage/index.ts';
import { useConnection } from '../../shared/connection.tsx';
import { paths } from '../../shared/paths.ts';
import { settingQuery } from '../../shared/setting-editor/use-setting.ts';
import styles from '../rules/rules.module.css';
import { shownName } from '../rules/shown-name.ts';

/** Says where a bucket lacks the versioning that replication needs, and leads there. Nothing where it has it. */
export function VersioningNotice({ bucket }: { bucket: string }) {
  const t = useText('rules');
  const connection = useConnection();
  const { data, error } = useQuery(settingQuery(connection, bucket, 'versioning'));
  const name = shownName(bucket);
  if (data === undefined && !error) return null;
  if (data?.value?.status === 'Enabled') return null;
  const isMissing = data === undefined && error instanceof StorageError && error.code === 'no-such-bucket';
  const sentence = () => {
    if (isMissing) return t('bucketMissing', { bucket: name });
    if (data === undefined) return t('versionsUnreadable', { bucket: name });
    return t(data.value === undefined ? 'versionsNeeded' : 'versionsSuspended', { bucket: name });
  };
  return (
    <div className={styles.notice}>
      <IconAlertTriangle size={16} aria-hidden />
      <p>
        {sentence()}{' '}
        {isMissing ? null : (
          <Link
            {...paths.settings.link(
              { connectionId: connection.connectionId, bucket },
              { open: 'versioning' },
            )}
          >
            {t('openVersioning', { bucket: name })}
          </Link>
        )}
      </p>
    </div>
  );
}
