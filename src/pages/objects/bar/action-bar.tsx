import { ActionIcon } from '@mantine/core';
import { IconCopy, IconDownload, IconFolderSymlink, IconLink, IconTrash, IconX } from '@tabler/icons-react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { type Chosen, downloadReason, shareReason } from '../actions.ts';
import type { ObjectAct } from '../detail/object-acts.ts';
import { canPickFolder } from '../download/pickers.ts';
import type { Offers } from '../offers.ts';
import { Action } from './action.tsx';
import { MoreActions } from './more-actions.tsx';
import styles from './status-bar.module.css';

export type SelectionAct = Exclude<ObjectAct, 'edit'> | 'tags' | 'retention' | 'legal-hold';

interface ActionBarProps {
  chosen: Chosen;
  offers: Offers;
  canPresign: boolean;
  onAct: (act: SelectionAct) => void;
  onClear: () => void;
}

/** Where the selection is, with what can be done to it. What is not possible is there, with its reason. */
export function ActionBar({ chosen, offers, canPresign, onAct, onClear }: ActionBarProps) {
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
      {offers.links ? (
        <Action
          icon={<IconLink size={16} aria-hidden />}
          label={t('link')}
          reason={shareReason(chosen, canPresign)}
          onClick={() => onAct('share')}
        />
      ) : null}
      {offers.copy ? (
        <>
          <Action
            icon={<IconCopy size={16} aria-hidden />}
            label={t('copy_act')}
            onClick={() => onAct('copy')}
          />
          <Action
            icon={<IconFolderSymlink size={16} aria-hidden />}
            label={t('move')}
            onClick={() => onAct('move')}
          />
        </>
      ) : null}
      <Action
        icon={<IconTrash size={16} aria-hidden />}
        label={t('delete')}
        color="red"
        onClick={() => onAct('delete')}
      />
      <MoreActions chosen={chosen} offers={offers} canSave={reason === undefined} onAct={onAct} />
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
