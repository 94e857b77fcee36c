import { ActionIcon, Button } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconRestore, IconTrash } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { Bytes } from '../../../components/bytes.tsx';
import { CopyButton } from '../../../components/copy-button.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useText } from '../../../components/text/language.ts';
import type { ObjectVersion } from '../../../storage/index.ts';
import { VersionMark } from '../listing/version-mark.tsx';
import type { VersionDialogKind } from './version-dialog.tsx';
import styles from './versions.module.css';

interface VersionItemProps {
  version: ObjectVersion;
  /** It is the one that the drawer shows. */
  isOpen: boolean;
  canDownload: boolean;
  onOpen: () => void;
  onDownload: () => void;
  onAsk: (kind: VersionDialogKind) => void;
}

export function VersionItem({ version, isOpen, canDownload, onOpen, onDownload, onAsk }: VersionItemProps) {
  const t = useText('versions');
  const { versionId, isLatest, isDeleteMarker, size, lastModified, storageClass } = version;
  return (
    <li className={styles.version} data-open={isOpen} aria-current={isOpen ? 'true' : undefined}>
      <span>
        <span className={styles.which}>
          <VersionMark version={version} />
          <CopyButton value={versionId} label={t('actionOn', { action: t('copyId'), version: versionId })} />
        </span>
        <span className={styles.about}>
          {isDeleteMarker ? null : <Bytes value={size} />}
          <RelativeTime time={lastModified} />
          {isDeleteMarker ? null : <span>{storageClass}</span>}
        </span>
      </span>
      <span className={styles.buttons}>
        {isDeleteMarker ? null : (
          <>
            {isOpen ? (
              <span className={styles.opened}>{t('opened')}</span>
            ) : (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={t('actionOn', { action: t('open'), version: versionId })}
                onClick={onOpen}
              >
                {t('open')}
              </Button>
            )}
            <IconAction
              icon={IconDownload}
              action={t('download')}
              version={versionId}
              disabled={!canDownload}
              onClick={onDownload}
            />
            <IconAction
              icon={IconRestore}
              action={t('restore')}
              version={versionId}
              disabled={isLatest}
              onClick={() => onAsk('restore')}
            />
          </>
        )}
        {isDeleteMarker && isLatest ? (
          <IconAction
            icon={IconArrowBackUp}
            action={t('undelete')}
            version={versionId}
            onClick={() => onAsk('undelete')}
          />
        ) : null}
        <IconAction
          icon={IconTrash}
          color="red"
          action={t('delete')}
          version={versionId}
          onClick={() => onAsk('delete')}
        />
      </span>
    </li>
  );
}

interface IconActionProps {
  icon: ComponentType<{ size: number; 'aria-hidden'?: boolean }>;
  action: string;
  version: string;
  color?: string;
  disabled?: boolean;
  onClick: () => void;
}

function IconAction({ icon: Icon, action, version, color = 'gray', disabled, onClick }: IconActionProps) {
  const t = useText('versions');
  return (
    <ActionIcon
      variant="subtle"
      color={color}
      size={26}
      disabled={disabled}
      aria-label={t('actionOn', { action, version })}
      title={action}
      onClick={onClick}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
