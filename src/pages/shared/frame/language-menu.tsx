import { ActionIcon } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { Menu, MenuItem } from '../../../components/menu.tsx';
import {
  type Language,
  languages,
  setLanguage,
  useLanguage,
  useText,
} from '../../../components/text/language.ts';

export function LanguageMenu() {
  const t = useText('shell');
  const current = useLanguage();
  return (
    <Menu
      label={t('language')}
      align="end"
      trigger={(props) => (
        <ActionIcon
          {...props}
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('language')}
          title={t('language')}
        >
          <IconLanguage size={18} aria-hidden />
        </ActionIcon>
      )}
    >
      {(Object.keys(languages) as Language[]).map((language) => (
        <MenuItem
          key={language}
          checked={current === language}
          lang={language}
          onClick={() => void setLanguage(language)}
        >
          {languages[language]}
        </MenuItem>
      ))}
    </Menu>
  );
}
