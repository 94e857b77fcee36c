import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useText } from '../../../components/text/language.ts';
import { useConnection } from '../../shared/connection.tsx';
import { settingQuery } from '../../shared/setting-editor/use-setting.ts';
import { CommandLine } from '../rules/command-line.tsx';
import styles from '../rules/rules.module.css';
import { targetCommand } from './replication-form.ts';

interface RemoteTargetProps {
  bucket: string;
  /** The bucket that a rule was meant to copy to. */
  destination?: string;
}

/** What MinIO needs before it takes a rule: no call of S3 can make a remote target, and neither can this page. */
export function RemoteTarget({ bucket, destination }: RemoteTargetProps) {
  const t = useText('rules');
  const connection = useConnection();
  const queryClient = useQueryClient();
  return (
    <div className={styles.explain}>
      <p>{t('hint_target')}</p>
      <CommandLine command={targetCommand(bucket, destination)} />
      <p>{t('hint_targetAfter')}</p>
      <div className={styles.tools}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => void queryClient.invalidateQueries(settingQuery(connection, bucket, 'replication'))}
        >
          {t('readAgain')}
        </Button>
      </div>
    </div>
  );
}
