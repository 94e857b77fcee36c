import { ActionIcon, Menu } from '@mantine/core';
import {
  IconClockPause,
  IconDots,
  IconFileDownload,
  IconForms,
  IconLock,
  IconTags,
} from '@tabler/icons-react';
import { useText } from '../../../components/text/language.ts';
import { type Chosen, renameReason } from '../actions.ts';
import type { Offers } from '../offers.ts';
import type { SelectionAct } from './action-bar.tsx';

interface MoreActionsProps {
  chosen: Chosen;
  offers: Offers;
  canSave: boolean;
  onAct: (act: SelectionAct) => void;
}

/** What is done less often. No button where the connection has nothing of it that is not beside it already. */
export function MoreActions({ chosen, offers, canSave, onAct }: MoreActionsProps) {
  const t = useText('objects');
  // Without links a download is saved by the page anyway.
  if (!offers.links && !offers.copy && !offers.tags && !offers.locks) return null;
  return (
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
          disabled={!canSave}
          leftSection={<IconFileDownload size={16} aria-hidden />}
          onClick={() => onAct('save')}
        >
          {t('saveAct')}
        </Menu.Item>
        {offers.copy ? (
          <Menu.Item
            disabled={renameReason(chosen) !== undefined}
            leftSection={<IconForms size={16} aria-hidden />}
            onClick={() => onAct('rename')}
          >
            {t('rename')}
          </Menu.Item>
        ) : null}
        {offers.tags ? (
          <Menu.Item leftSection={<IconTags size={16} aria-hidden />} onClick={() => onAct('tags')}>
            {t('tags')}
          </Menu.Item>
        ) : null}
        {offers.locks ? (
          <>
            <Menu.Item
              leftSection={<IconClockPause size={16} aria-hidden />}
              onClick={() => onAct('retention')}
            >
              {t('retention')}
            </Menu.Item>
            <Menu.Item leftSection={<IconLock size={16} aria-hidden />} onClick={() => onAct('legal-hold')}>
              {t('legalHold')}
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
