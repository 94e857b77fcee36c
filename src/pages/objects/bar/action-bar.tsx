import { ActionIcon, Button } from '@mantine/core';
import { IconDownload, IconLink, IconTrash, IconX } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { type ActionReason, type Chosen, linkReason } from '../actions.ts';
import styles from './status-bar.module.css';

interface ActionBarProps {
  chosen: Chosen;
  canPresign: boolean;
  onDownload: () => void;
  onLink: () => void;
  onDelete: () => void;
  onClear: () => void;
}

/** Where the selection is, with what can be done to it. What is not possible is there, with its reason. */
export function ActionBar({ chosen, canPresign, onDownload, onLink, onDelete, onClear }: ActionBarProps) {
  const t = useText('objects');
  const language = useLanguage();
  const reason = linkReason(chosen, canPresign);
  const count = chosen.entries.length + chosen.folders.length;
  const bytes = formatBytes(chosen.bytes, language);
  const summary =
    chosen.entries.length === 0
      ? t('selectedFolders', { count })
      : t(chosen.folders.length === 0 ? 'selected' : 'selectedMixed', { count, bytes });
  return (
    <div role="toolbar" aria-label={t('actions')} className={styles.actions}>
      <span role="status" data-testid="selected">
        {summary}
      </span>
      <Action
        icon={<IconDownload size={16} aria-hidden />}
        label={t('download')}
        reason={reason}
        onClick={onDownload}
      />
      <Action icon={<IconLink size={16} aria-hidden />} label={t('link')} reason={reason} onClick={onLink} />
      <Action icon={<IconTrash size={16} aria-hidden />} label={t('delete')} color="red" onClick={onDelete} />
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

interface ActionProps {
  icon: ReactNode;
  label: string;
  color?: string;
  reason?: ActionReason;
  onClick: () => void;
}

/** Stays focusable where it cannot be used, so that its reason can be read. */
function Action({ icon, label, color = 'gray', reason, onClick }: ActionProps) {
  const t = useText('objects');
  const reasonId = useId();
  const why = reason && t(`reason_${reason}`);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color={color}
        leftSection={icon}
        title={why}
        aria-disabled={why !== undefined}
        aria-describedby={why && reasonId}
        data-disabled={why !== undefined || undefined}
        className={styles.action}
        onClick={why === undefined ? onClick : undefined}
      >
        {label}
      </Button>
      {why ? (
        <span id={reasonId} hidden>
          {why}
        </span>
      ) : null}
    </>
  );
}
