import { Button, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconDownload,
  IconFileDownload,
  IconFolderSymlink,
  IconForms,
  IconLink,
  IconPencil,
  IconTableSpark,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useId } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { OpenObject } from '../../shared/open-object.ts';
import { paths } from '../../shared/paths.ts';
import { offersOf } from '../offers.ts';
import styles from './detail.module.css';
import { actReason, type DrawerAct, isQueryable, type ObjectAct, shownActs } from './object-acts.ts';

interface DrawerActionsProps {
  object: OpenObject;
  narrow: boolean;
  onAct: (act: ObjectAct) => void;
}

const icons: Record<DrawerAct, ReactElement> = {
  download: <IconDownload size={16} aria-hidden />,
  save: <IconFileDownload size={16} aria-hidden />,
  share: <IconLink size={16} aria-hidden />,
  query: <IconTableSpark size={16} aria-hidden />,
  copy: <IconCopy size={16} aria-hidden />,
  move: <IconFolderSymlink size={16} aria-hidden />,
  rename: <IconForms size={16} aria-hidden />,
  edit: <IconPencil size={16} aria-hidden />,
  delete: <IconTrash size={16} aria-hidden />,
};

/** What is done most has a button, the rest is in the menu beside; what cannot be done says why. */
export function DrawerActions({ object, narrow, onAct }: DrawerActionsProps) {
  const t = useText('detail');
  const { buttons, menu } = shownActs(narrow, isQueryable(object.head), offersOf(object.storage));
  return (
    <div role="toolbar" aria-label={t('actions')} className={styles.actions}>
      {buttons.map((act) => (
        <ActButton key={act} act={act} object={object} onAct={onAct} />
      ))}
      {menu.length === 0 ? null : (
        // Not in a portal: the dialog is what is read, and all of it.
        <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <Button size="compact-sm" variant="default" aria-label={t('more')} title={t('more')}>
              <IconDots size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown className={styles.menu}>
            {menu.map((act) => (
              <ActItem key={act} act={act} object={object} onAct={onAct} />
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

interface ActProps {
  act: DrawerAct;
  object: OpenObject;
  onAct: (act: ObjectAct) => void;
}

function useAct({ act, object }: Pick<ActProps, 'act' | 'object'>) {
  const ofObjects = useText('objects');
  const t = useText('detail');
  const reason = actReason(act, object);
  const labels: Record<DrawerAct, string> = {
    download: ofObjects('download'),
    save: ofObjects('saveAct'),
    share: ofObjects('link'),
    query: t('act_query'),
    copy: ofObjects('copy_act'),
    move: ofObjects('move'),
    rename: ofObjects('rename'),
    edit: t('act_edit'),
    delete: ofObjects('delete'),
  };
  return { label: labels[act], why: reason && t(`why_${reason}`) };
}

const queryLink = ({ storage: { connectionId }, bucket, key, versionId }: OpenObject) =>
  paths.query.link({ connectionId, bucket }, { key, version: versionId });

/** Stays focusable where it cannot be used, so that its reason can be read. */
function ActButton({ act, object, onAct }: ActProps) {
  const { label, why } = useAct({ act, object });
  const whyId = useId();
  const look = {
    size: 'compact-sm',
    variant: 'default',
    leftSection: icons[act],
    className: act === 'delete' ? styles.danger : undefined,
  } as const;
  if (act === 'query' && why === undefined) {
    return (
      <Button {...look} renderRoot={(props) => <Link {...queryLink(object)} {...props} />}>
        {label}
      </Button>
    );
  }
  return (
    <>
      <Button
        {...look}
        title={why}
        aria-disabled={why !== undefined || undefined}
        aria-describedby={why && whyId}
        data-disabled={why !== undefined || undefined}
        onClick={why === undefined && act !== 'query' ? () => onAct(act) : undefined}
      >
        {label}
      </Button>
      {why ? (
        <span id={whyId} hidden>
          {why}
        </span>
      ) : null}
    </>
  );
}

/** With its reason below it: a menu has room for it. */
function ActItem({ act, object, onAct }: ActProps) {
  const { label, why } = useAct({ act, object });
  const words = (
    <>
      {label}
      {why ? <span className={styles.why}>{why}</span> : null}
    </>
  );
  if (act === 'query' && why === undefined) {
    return (
      <Menu.Item leftSection={icons[act]} renderRoot={(props) => <Link {...queryLink(object)} {...props} />}>
        {words}
      </Menu.Item>
    );
  }
  return (
    <Menu.Item
      leftSection={icons[act]}
      c={act === 'delete' ? 'var(--pail-danger)' : undefined}
      aria-disabled={why !== undefined || undefined}
      data-disabled={why !== undefined || undefined}
      closeMenuOnClick={why === undefined}
      onClick={why === undefined && act !== 'query' ? () => onAct(act) : undefined}
    >
      {words}
    </Menu.Item>
  );
}
