import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowBounce, IconCheck, IconHistory, IconListTree, IconTag } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { Go, Place } from '../listing/use-place.ts';
import type { Offers } from '../offers.ts';

export interface ViewSwitchesProps {
  place: Place;
  go: Go;
  offers: Offers;
  /** Why this server lists no versions; absent where it does, or where that is not known. */
  versionsReason: string | undefined;
  onJump: () => void;
}

interface Switch {
  id: 'flat' | 'versions' | 'meta';
  icon: ComponentType<{ size: number; 'aria-hidden'?: boolean }>;
  on: boolean;
  label: string;
  hint: string;
  /** In a menu, where the state has a tick and no colour. */
  menuLabel: string;
  reason?: string;
  toggle: () => void;
}

/** Those that the connection has; what is on can always be put off. */
function useSwitches({ place, go, offers, versionsReason }: ViewSwitchesProps): Switch[] {
  const t = useText('objects');
  const { flat, versions, meta } = place;
  const switches: Switch[] = [
    {
      id: 'flat',
      icon: IconListTree,
      on: flat,
      label: t('flat'),
      hint: t('flatHint'),
      menuLabel: t(flat ? 'showFolders' : 'showFlat'),
      toggle: () => go({ flat: !flat }),
    },
    {
      id: 'versions',
      icon: IconHistory,
      on: versions,
      label: t('versions'),
      hint: t('versionsHint'),
      menuLabel: t('versions'),
      reason: versions ? undefined : versionsReason,
      toggle: () => go({ versions: !versions }),
    },
    {
      id: 'meta',
      icon: IconTag,
      on: meta,
      label: t('column_meta'),
      hint: t('metaHint'),
      menuLabel: t('column_meta'),
      toggle: () => go({ meta: !meta }),
    },
  ];
  const isOffered = { flat: true, versions: offers.versions, meta: offers.metadata };
  return switches.filter(({ id, on }) => on || isOffered[id]);
}

/** What the list shows of the place, and where it begins. */
export function ViewButtons(props: ViewSwitchesProps) {
  const t = useText('objects');
  return (
    <>
      {useSwitches(props).map(({ id, icon: Icon, on, label, hint, reason, toggle }) => (
        <Button
          key={id}
          size="xs"
          variant={on ? 'light' : 'subtle'}
          color={on ? undefined : 'gray'}
          aria-pressed={on}
          aria-disabled={reason !== undefined}
          aria-description={reason}
          data-disabled={reason !== undefined || undefined}
          leftSection={<Icon size={16} aria-hidden />}
          title={reason ?? hint}
          onClick={reason === undefined ? toggle : undefined}
        >
          {label}
        </Button>
      ))}
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={t('jump')}
        title={t('jump')}
        onClick={props.onJump}
      >
        <IconArrowBounce size={16} aria-hidden />
      </ActionIcon>
    </>
  );
}

/** The same where there is no room. */
export function ViewMenuItems(props: ViewSwitchesProps) {
  const t = useText('objects');
  return (
    <>
      {useSwitches(props).map(({ id, icon: Icon, on, menuLabel, reason, toggle }) => (
        <Menu.Item
          key={id}
          role="menuitemcheckbox"
          aria-checked={on}
          disabled={reason !== undefined}
          leftSection={<Icon size={16} aria-hidden />}
          rightSection={on ? <IconCheck size={16} aria-hidden /> : null}
          onClick={toggle}
        >
          {menuLabel}
          {reason === undefined ? null : <small style={{ display: 'block' }}>{reason}</small>}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconArrowBounce size={16} aria-hidden />} onClick={props.onJump}>
        {t('jump')}
      </Menu.Item>
    </>
  );
}
