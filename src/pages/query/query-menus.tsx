import { Button } from '@mantine/core';
import { IconBulb, IconHistory } from '@tabler/icons-react';
import { KeyText } from '../../components/key-text.tsx';
import { Menu, MenuItem } from '../../components/menu.tsx';
import { useText } from '../../components/text/language.ts';
import type { Example } from './expressions.ts';
import styles from './query.module.css';
import type { PastQuery } from './query-history.ts';

interface QueryMenusProps {
  examples: readonly Example[];
  history: readonly PastQuery[];
  /** Of the object that is open: others are named. */
  objectKey: string;
  onExample: (expression: string) => void;
  onPast: (past: PastQuery) => void;
}

/** Queries to begin with, and those that were asked before. */
export function QueryMenus({ examples, history, objectKey, onExample, onPast }: QueryMenusProps) {
  const t = useText('query');
  return (
    <>
      <Menu
        label={t('examples')}
        trigger={(props) => (
          <Button {...props} size="xs" variant="default" leftSection={<IconBulb size={14} aria-hidden />}>
            {t('examples')}
          </Button>
        )}
      >
        {examples.map(({ id, expression }) => (
          <MenuItem key={id} onClick={() => onExample(expression)}>
            <span className={styles.menuTitle}>{t(`example_${id}`)}</span>
            <code className={styles.menuCode}>{expression}</code>
          </MenuItem>
        ))}
      </Menu>
      <Menu
        label={t('history')}
        trigger={(props) => (
          <Button
            {...props}
            size="xs"
            variant="default"
            disabled={history.length === 0}
            title={history.length === 0 ? t('historyEmpty') : undefined}
            leftSection={<IconHistory size={14} aria-hidden />}
          >
            {t('history')}
          </Button>
        )}
      >
        {history.map((past) => (
          <MenuItem key={`${past.key}\n${past.expression}`} onClick={() => onPast(past)}>
            <code className={styles.menuCode}>{past.expression}</code>
            {past.key === objectKey ? null : (
              <span className={styles.menuKey}>
                <KeyText value={past.key} middleEllipsis />
              </span>
            )}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
