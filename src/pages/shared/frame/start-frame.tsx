import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Shell } from '../../../components/shell.tsx';
import { Bar } from './bar.tsx';

/** The frame before a connection is chosen: no rail. */
export function StartFrame({ tray }: { tray: ReactNode }) {
  return (
    <Shell bar={<Bar />} railAsSheet={false} sheetOpen={false} onSheetClose={() => undefined} tray={tray}>
      <Outlet />
    </Shell>
  );
}
