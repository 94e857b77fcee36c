import { expect, it } from 'vitest';
import { type ListenedGroup, parseGroups, printGroups } from './listened-groups.ts';

it.each<[string | undefined, ListenedGroup[]]>([
  [undefined, ['created', 'removed']],
  ['', ['created', 'removed']],
  ['nonsense', ['created', 'removed']],
  ['accessed', ['accessed']],
  ['replication,created,nonsense', ['created', 'replication']],
])('%j in the address names %j', (text, groups) => {
  expect(parseGroups(text)).toEqual(groups);
});

it.each<[ListenedGroup[], string | undefined]>([
  [['removed', 'created'], undefined],
  [['accessed'], 'accessed'],
  [['replication', 'created'], 'created,replication'],
])('%j is written as %j', (groups, text) => {
  expect(printGroups(groups)).toBe(text);
});
