import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconPlugConnectedX, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { Menu, MenuCheck, MenuItem, MenuLine, menuItem } from '../../../components/menu.tsx';
import { useText } from '../../../components/text/language.ts';
import { useAnnounce } from '../announce.tsx';
import { useConnections } from '../connection.tsx';
import type { OpenConnection } from '../connections.ts';
import { paths } from '../paths.ts';
import { useTransferEngine } from '../transfer-engine.tsx';
import { unfinishedTransfers } from '../unfinished-transfers.ts';
import styles from './bar.module.css';

const DisconnectDialog = lazy(async () => ({
  default: (await import('./disconnect-dialog.tsx')).DisconnectDialog,
}));

/** Which connection this is, the others that are open, and the way out. */
export function ConnectionMenu({ connection }: { connection: OpenConnection }) {
  const t = useText('shell');
  const { open, disconnect } = useConnections();
  const engine = useTransferEngine();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(0);
  const { connectionId, profile } = connection;

  const leave = async () => {
    const unfinished = unfinishedTransfers(engine.getSnapshot(), connectionId);
    await navigate(paths.connect.link());
    disconnect(connectionId);
    for (const { id } of unfinished) void engine.cancel(id, { removeParts: false });
    announce(t('disconnected', { name: profile.name }));
  };
  const ask = () => {
    const unfinished = unfinishedTransfers(engine.getSnapshot(), connectionId).length;
    if (unfinished > 0) setAsking(unfinished);
    else void leave();
  };

  return (
    <>
      <Menu
        label={t('connectionMenu', { name: profile.name })}
        trigger={(props) => (
          <UnstyledButton
            {...props}
            className={styles.connection}
            aria-label={t('connectionMenu', { name: profile.name })}
          >
            <span className={styles.dot} aria-hidden />
            <span className={styles.connectionName}>{profile.name}</span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        )}
      >
        {open.map((other) => (
          <Link
            key={other.connectionId}
            {...paths.buckets.link({ connectionId: other.connectionId })}
            {...menuItem}
          >
            <span className={styles.choice}>
              {other.profile.name}
              <span className={styles.endpoint}>{other.profile.endpoint}</span>
            </span>
            {other.connectionId === connectionId ? <MenuCheck /> : null}
          </Link>
        ))}
        <MenuLine />
        <Link {...paths.connect.link()} {...menuItem}>
          <IconPlus size={16} aria-hidden />
          {t('otherConnection')}
        </Link>
        <MenuItem icon={<IconPlugConnectedX size={16} aria-hidden />} onClick={ask}>
          {t('disconnect')}
        </MenuItem>
      </Menu>
      {asking > 0 ? (
        <Suspense>
          <DisconnectDialog
            name={profile.name}
            unfinished={asking}
            onDisconnect={() => void leave()}
            onClose={() => setAsking(0)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
