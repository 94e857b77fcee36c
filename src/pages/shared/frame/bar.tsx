import { ActionIcon } from '@mantine/core';
import { IconKeyboard, IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useMemo, useState } from 'react';
import { Mark } from '../../../components/mark.tsx';
import { useText } from '../../../components/text/language.ts';
import { BarSlot } from '../bar-content.tsx';
import { type Command, useCommands } from '../commands.tsx';
import type { OpenConnection } from '../connections.ts';
import { paths } from '../paths.ts';
import styles from './bar.module.css';
import { ConnectionMenu } from './connection-menu.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { ThemeMenu } from './theme-menu.tsx';

const KeyboardHelp = lazy(async () => ({ default: (await import('./keyboard-help.tsx')).KeyboardHelp }));

interface BarProps {
  connection?: OpenConnection;
  /** Narrow screens: opens the rail. */
  onOpenRail?: () => void;
}

export function Bar({ connection, onOpenRail }: BarProps) {
  const t = useText('shell');
  const [help, setHelp] = useState(false);
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'help',
        keys: '?',
        label: t('keyboardHelp'),
        group: t('keyboardEverywhere'),
        run: () => setHelp(true),
      },
      { id: 'close', keys: 'Escape', label: t('keyboardClose'), group: t('keyboardEverywhere') },
    ],
    [t],
  );
  useCommands('bar', commands);
  const home = connection
    ? paths.buckets.link({ connectionId: connection.connectionId })
    : paths.connect.link();
  return (
    <>
      {onOpenRail ? (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label={t('openNavigation')}
          onClick={onOpenRail}
        >
          <IconMenu2 size={18} aria-hidden />
        </ActionIcon>
      ) : null}
      <Link {...home} className={styles.home} aria-label="Pail">
        <Mark />
        <span className={styles.name}>Pail</span>
      </Link>
      {connection ? <ConnectionMenu connection={connection} /> : null}
      <BarSlot className={styles.slot} />
      <ThemeMenu />
      <LanguageMenu />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={styles.keyboard}
        aria-label={t('keyboard')}
        title={`${t('keyboard')} (?)`}
        onClick={() => setHelp(true)}
      >
        <IconKeyboard size={18} aria-hidden />
      </ActionIcon>
      {help ? (
        <Suspense>
          <KeyboardHelp onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
