import { describe, expect, it } from 'vitest';
import type { StorageDriver } from '../../../storage/index.ts';
import { drawerTabs, drawerWidth, isMissing, shownTabs, tabOf } from './drawer-tab.ts';

it.each([
  [undefined, 'properties'],
  ['versions', 'versions'],
  ['nonsense', 'properties'],
  ['toString', 'properties'],
])('the address names %s: %s', (name, tab) => {
  expect(tabOf(name)).toBe(tab);
});

describe('isMissing', () => {
  const all = { objectTags: {}, versions: {}, locks: {}, journal: {} } as StorageDriver;
  it.each(drawerTabs)('%s is there where the driver has it', (tab) => {
    expect(isMissing(tab, all)).toBe(false);
  });

  it('says what a driver has not', () => {
    expect(drawerTabs.filter((tab) => isMissing(tab, {}))).toEqual([
      'tags',
      'versions',
      'protection',
      'code',
    ]);
  });

  it('is offered by its name alone where it is missing', () => {
    expect(shownTabs('properties', all)).toEqual(drawerTabs);
    expect(shownTabs('properties', {})).toEqual(['preview', 'properties']);
    expect(shownTabs('tags', {})).toEqual(['preview', 'properties', 'tags']);
  });
});

it.each(drawerTabs)('%s is a page of its own on a narrow screen', (tab) => {
  expect(drawerWidth(tab, true)).toBe('100%');
  expect(drawerWidth(tab, false)).toMatch(/px/);
});
