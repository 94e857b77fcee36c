import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconEye, IconRestore, IconTrash, IconX } from '@tabler/icons-react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { type Chosen, readVersionReason, restoreReason, undeletable } from '../actions.ts';
import { Action } from './action.tsx';
import styles from './status-bar.module.css';

export type VersionAct = 'open' | 'download' | 'restore' | 'undelete' | 'delete';

interface VersionBarProps {
  chosen: Chosen;
  canPresign: boolean;
  onAct: (act: VersionAct) => void;
  onClear: () => void;
}

/** The action bar where rows are versions: what is chosen is those versions and nothing else of their objects. */
export function VersionBar({ chosen, canPresign, onAct, onClear }: VersionBarProps) {
  const t = useText('objects');
  const language = useLanguage();
  const unread = readVersionReason(chosen);
  const { entries, folders } = chosen;
  const bytes = formatBytes(chosen.bytes, language);
  const summary =
    entries.length === 0
      ? t('selectedFolders', { count: folders.length })
      : folders.length === 0
        ? t('selectedVersions', { count: entries.length, bytes })
        : t('selectedMixed', { count: entries.length + folders.length, bytes });
  return (
    <div role="toolbar" aria-label={t('actions')} className={styles.actions}>
      <span role="status" data-testid="selected">
        {summary}
      </span>
      <Action
        icon={<IconEye size={16} aria-hidden />}
        label={t('openVersion')}
        reason={unread}
        onClick={() => onAct('open')}
      />
      <Action
        icon={<IconDownload size={16} aria-hidden />}
        label={t('download')}
        reason={unread ?? (canPresign ? undefined : 'no-links')}
        onClick={() => onAct('download')}
      />
      <Action
        icon={<IconRestore size={16} aria-hidden />}
        label={t('restore')}
        reason={restoreReason(chosen)}
        onClick={() => onAct('restore')}
      />
      <Action
        icon={<IconArrowBackUp size={16} aria-hidden />}
        label={t('undelete')}
        reason={undeletable(chosen).length === 0 ? 'no-markers' : undefined}
        onClick={() => onAct('undelete')}
      />
      <Action
        icon={<IconTrash size={16} aria-hidden />}
        label={t('deleteVersions')}
        color="red"
        onClick={() => onAct('delete')}
      />
      <div className={styles.gap} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={t('clearSelection')}
        title={t('clearSelection')}
        onClick={onClear}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}
