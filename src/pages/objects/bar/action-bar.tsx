import { ActionIcon, Menu } from '@mantine/core';
import {
  IconClockPause,
  IconCopy,
  IconDots,
  IconDownload,
  IconFileDownload,
  IconFolderSymlink,
  IconForms,
  IconLink,
  IconLock,
  IconTags,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { type Chosen, downloadReason, renameReason, shareReason } from '../actions.ts';
import type { ObjectAct } from '../detail/object-acts.ts';
import { canPickFolder } from '../download/pickers.ts';
import { Action } from './action.tsx';
import styles from './status-bar.module.css';

export type SelectionAct = Exclude<ObjectAct, 'edit'> | 'tags' | 'retention' | 'legal-hold';

interface ActionBarProps {
  chosen: Chosen;
  canPresign: boolean;
  onAct: (act: SelectionAct) => void;
  onClear: () => void;
}

/** Where the selection is, with what can be done to it. What is not possible is there, with its reason. */
export function ActionBar({ chosen, canPresign, onAct, onClear }: ActionBarProps) {
  const t = useText('objects');
  const language = useLanguage();
  const reason = downloadReason(chosen, canPickFolder());
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
        onClick={() => onAct('download')}
      />
      <Action
        icon={<IconLink size={16} aria-hidden />}
        label={t('link')}
        reason={shareReason(chosen, canPresign)}
        onClick={() => onAct('share')}
      />
      <Action icon={<IconCopy size={16} aria-hidden />} label={t('copy_act')} onClick={() => onAct('copy')} />
      <Action
        icon={<IconFolderSymlink size={16} aria-hidden />}
        label={t('move')}
        onClick={() => onAct('move')}
      />
      <Action
        icon={<IconTrash size={16} aria-hidden />}
        label={t('delete')}
        color="red"
        onClick={() => onAct('delete')}
      />
      <Menu position="top-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label={t('moreActions')}
            title={t('moreActions')}
          >
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            disabled={reason !== undefined}
            leftSection={<IconFileDownload size={16} aria-hidden />}
            onClick={() => onAct('save')}
          >
            {t('saveAct')}
          </Menu.Item>
          <Menu.Item
            disabled={renameReason(chosen) !== undefined}
            leftSection={<IconForms size={16} aria-hidden />}
            onClick={() => onAct('rename')}
          >
            {t('rename')}
          </Menu.Item>
          <Menu.Item leftSection={<IconTags size={16} aria-hidden />} onClick={() => onAct('tags')}>
            {t('tags')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconClockPause size={16} aria-hidden />}
            onClick={() => onAct('retention')}
          >
            {t('retention')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => onAct('legal-hold')}>
            {t('legalHold')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
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
