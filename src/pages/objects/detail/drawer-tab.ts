import type { StorageDriver } from '../../../storage/index.ts';

export const drawerTabs = ['preview', 'properties', 'tags', 'versions', 'protection', 'code'] as const;
export type DrawerTab = (typeof drawerTabs)[number];

/** The tab that the address names; the properties where it names none. */
export const tabOf = (name: string | undefined): DrawerTab =>
  drawerTabs.find((tab) => tab === name) ?? 'properties';

/** Whether the driver has no such group of calls. What a server lacks, its answers say. */
export function isMissing(
  tab: DrawerTab,
  storage: Pick<StorageDriver, 'objectTags' | 'versions' | 'locks' | 'journal'>,
): boolean {
  if (tab === 'tags') return storage.objectTags === undefined;
  if (tab === 'versions') return storage.versions === undefined;
  // Where nothing is written down as code, nothing can be.
  if (tab === 'code') return storage.journal === undefined;
  return tab === 'protection' && storage.locks === undefined;
}

/** The tabs that are offered; and the one that a link asks for, which says why it is not to be had. */
export const shownTabs = (current: DrawerTab, storage: Parameters<typeof isMissing>[1]) =>
  drawerTabs.filter((tab) => tab === current || !isMissing(tab, storage));

/** As wide as what is in it wants: CSS of the drawer. A page of its own where the screen is narrow. */
export function drawerWidth(tab: DrawerTab, narrow: boolean): string {
  if (narrow) return '100%';
  if (tab === 'preview') return 'clamp(560px, 62vw, 1100px)';
  return tab === 'versions' || tab === 'code' ? '680px' : '560px';
}
