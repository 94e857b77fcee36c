import { describe, expect, it } from 'vitest';
import type { StorageDriver } from '../../../storage/index.ts';
import { drawerTabs, drawerWidth, isMissing, tabOf } from './drawer-tab.ts';

it.each([
  [undefined, 'properties'],
  ['versions', 'versions'],
  ['nonsense', 'properties'],
  ['toString', 'properties'],
])('the address names %s: %s', (name, tab) => {
  expect(tabOf(name)).toBe(tab);
});

describe('isMissing', () => {
  const all = { objectTags: {}, versions: {}, locks: {} } as StorageDriver;
  it.each(drawerTabs)('%s is there where the driver has it', (tab) => {
    expect(isMissing(tab, all)).toBe(false);
  });

  it('says what a driver has not', () => {
    expect(drawerTabs.filter((tab) => isMissing(tab, {}))).toEqual(['tags', 'versions', 'protection']);
  });
});

it.each(drawerTabs)('%s is a page of its own on a narrow screen', (tab) => {
  expect(drawerWidth(tab, true)).toBe('100%');
  expect(drawerWidth(tab, false)).toMatch(/px/);
});
