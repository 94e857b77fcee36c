import { Button, Menu } from '@mantine/core';
import { IconActivity } from '@tabler/icons-react';
import { useText } from '../../../components/text/language.ts';
import type { ListenState } from '../../shared/bucket-events/listen-state.ts';

interface FollowButtonProps {
  state: ListenState;
  isMenuItem: boolean;
  onToggle: () => void;
}

/** Whether the list follows what others do; how, in its title. */
export function FollowButton({ state: { kind }, isMenuItem, onToggle }: FollowButtonProps) {
  const t = useText('objects');
  const isOn = kind !== 'stopped' && kind !== 'failed';
  const icon = <IconActivity size={16} aria-hidden />;
  if (isMenuItem) {
    return (
      <Menu.Item role="menuitemcheckbox" aria-checked={isOn} leftSection={icon} onClick={onToggle}>
        {t('follow')}
      </Menu.Item>
    );
  }
  return (
    <Button
      size="xs"
      variant={isOn ? 'light' : 'subtle'}
      color={isOn ? undefined : 'gray'}
      aria-pressed={isOn}
      leftSection={icon}
      title={isOn ? t(`follow_${kind}`) : t('followHint')}
      onClick={onToggle}
    >
      {t('follow')}
    </Button>
  );
}
