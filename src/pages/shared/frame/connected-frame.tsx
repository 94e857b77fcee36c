import { useMediaQuery } from '@mantine/hooks';
import { Outlet, useLocation, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Shell } from '../../../components/shell.tsx';
import { CurrentConnection, useConnections } from '../connection.tsx';
import { paths } from '../paths.ts';
import { SessionWatchIfAny } from '../session-keys/lazy-session-keys.tsx';
import { Bar } from './bar.tsx';
import { Rail } from './rail.tsx';

/** The frame of everything under a connection. */
export function ConnectedFrame({ tray }: { tray: ReactNode }) {
  const { connectionId } = useParams({ from: paths.connection.pattern });
  const { open } = useConnections();
  const connection = open.find((candidate) => candidate.connectionId === connectionId);
  const narrow = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false;
  // The sheet is open for the address where it was opened: a step to another one closes it.
  const { href } = useLocation();
  const [openedAt, setOpenedAt] = useState<string>();
  // Disconnected a moment ago, and the address is about to change.
  if (!connection) return null;
  return (
    <CurrentConnection value={connection}>
      <Shell
        bar={<Bar onOpenRail={narrow ? () => setOpenedAt(href) : undefined} connection={connection} />}
        rail={<Rail />}
        railAsSheet={narrow}
        sheetOpen={narrow && openedAt === href}
        onSheetClose={() => setOpenedAt(undefined)}
        tray={
          <>
            <SessionWatchIfAny
              key={connectionId}
              keys={connection.storage.keys}
              name={connection.profile.name}
            />
            {tray}
          </>
        }
      >
        <Outlet key={connectionId} />
      </Shell>
    </CurrentConnection>
  );
}
