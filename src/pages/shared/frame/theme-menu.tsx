import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconContrast, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { Menu, MenuItem } from '../../../components/menu.tsx';
import { useText } from '../../../components/text/language.ts';

const choices = [
  { scheme: 'light', text: 'themeLight', Icon: IconSun },
  { scheme: 'dark', text: 'themeDark', Icon: IconMoon },
  { scheme: 'auto', text: 'themeSystem', Icon: IconDeviceDesktop },
] as const satisfies readonly { scheme: MantineColorScheme; text: string; Icon: typeof IconSun }[];

export function ThemeMenu() {
  const t = useText('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu
      label={t('theme')}
      align="end"
      trigger={(props) => (
        <ActionIcon
          {...props}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('theme')}
          title={t('theme')}
        >
          <IconContrast size={18} aria-hidden />
        </ActionIcon>
      )}
    >
      {choices.map(({ scheme, text, Icon }) => (
        <MenuItem
          key={scheme}
          checked={colorScheme === scheme}
          icon={<Icon size={16} aria-hidden />}
          onClick={() => setColorScheme(scheme)}
        >
          {t(text)}
        </MenuItem>
      ))}
    </Menu>
  );
}
