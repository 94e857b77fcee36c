import { describe, expect, it } from 'vitest';
import type { RuleFilter } from '../lifecycle/rule-filter.ts';
import { chooseRules, type ReplicatedChange } from './choose-rules.ts';
import type { ReplicationRule } from './replication-setting.ts';

const red = { key: 'colour', value: 'red' };

function rule(
  id: string,
  traits: Partial<Omit<ReplicationRule, 'filter' | 'destination'>> & {
    to?: string;
    filter?: Partial<RuleFilter>;
  } = {},
): ReplicationRule {
  const { to: bucket = 'b', filter, ...rest } = traits;
  return {
    id,
    status: 'Enabled',
    priority: 1,
    deleteMarkers: 'Disabled',
    ...rest,
    filter: { form: 'Filter', tags: [], ...filter },
    destination: { arn: `arn:aws:s3:::${bucket}`, bucket },
  };
}

const old = (id: string, prefix: string): ReplicationRule => ({
  ...rule(id),
  priority: undefined,
  deleteMarkers: undefined,
  filter: { form: 'Prefix', prefix, tags: [] },
});

interface Row {
  title: string;
  rules: ReplicationRule[];
  change?: ReplicatedChange;
  tags?: (typeof red)[];
  chosen: string[];
}

const on = 'Enabled' as const;
const off = 'Disabled' as const;

describe('the rules for a version', () => {
  it.each<Row>([
    { title: 'none', rules: [], chosen: [] },
    { title: 'one for everything', rules: [rule('r')], chosen: ['r'] },
    { title: 'not a disabled one', rules: [rule('r', { status: off })], chosen: [] },
    { title: 'one with its prefix', rules: [rule('r', { filter: { prefix: 'logs/' } })], chosen: ['r'] },
    { title: 'none with another prefix', rules: [rule('r', { filter: { prefix: 'data/' } })], chosen: [] },
    {
      title: 'one with its tag',
      rules: [rule('r', { filter: { tags: [red] } })],
      tags: [red],
      chosen: ['r'],
    },
    { title: 'none with a tag that it has not', rules: [rule('r', { filter: { tags: [red] } })], chosen: [] },
    { title: 'the higher priority', rules: [rule('low'), rule('high', { priority: 2 })], chosen: ['high'] },
    {
      title: 'the higher priority, whatever the order',
      rules: [rule('high', { priority: 2 }), rule('low')],
      chosen: ['high'],
    },
    {
      title: 'the lower priority where the higher is disabled',
      rules: [rule('low'), rule('high', { priority: 2, status: off })],
      chosen: ['low'],
    },
    {
      title: 'the lower priority where the higher is about others',
      rules: [rule('low'), rule('high', { priority: 2, filter: { prefix: 'x' } })],
      chosen: ['low'],
    },
    {
      title: 'one for each destination',
      rules: [rule('r'), rule('s', { to: 'c', priority: 2 })],
      chosen: ['r', 's'],
    },
    {
      title: 'the highest for each destination',
      rules: [
        rule('r'),
        rule('s', { to: 'c', priority: 2 }),
        rule('t', { priority: 3 }),
        rule('u', { to: 'c', priority: 4 }),
      ],
      chosen: ['t', 'u'],
    },
    {
      title: 'the first of those without a priority',
      rules: [rule('r', { priority: undefined }), rule('s', { priority: undefined })],
      chosen: ['r'],
    },
    {
      title: 'one with priority 0 before one without',
      rules: [rule('r', { priority: undefined }), rule('s', { priority: 0 })],
      chosen: ['s'],
    },
    { title: 'one of the older form', rules: [old('r', 'logs')], chosen: ['r'] },
    {
      title: 'for a delete marker, none that leaves it out',
      rules: [rule('r')],
      change: 'delete-marker',
      chosen: [],
    },
    {
      title: 'for a delete marker, one that asks for it',
      rules: [rule('r', { deleteMarkers: on })],
      change: 'delete-marker',
      chosen: ['r'],
    },
    {
      title: 'for a delete marker, none of lower priority',
      rules: [rule('low', { deleteMarkers: on }), rule('high', { priority: 2 })],
      change: 'delete-marker',
      chosen: [],
    },
    {
      title: 'for a delete marker, one of the older form',
      rules: [old('r', '')],
      change: 'delete-marker',
      chosen: ['r'],
    },
    {
      title: 'for a delete marker, none with tags',
      rules: [rule('r', { deleteMarkers: on, filter: { tags: [red] } })],
      change: 'delete-marker',
      chosen: [],
    },
    {
      title: 'for a removal, none by itself',
      rules: [rule('r', { deleteMarkers: on })],
      change: 'removal',
      chosen: [],
    },
    {
      title: 'for a removal, one that asks for it',
      rules: [rule('r', { deletes: on })],
      change: 'removal',
      chosen: ['r'],
    },
    { title: 'for a removal, none of the older form', rules: [old('r', '')], change: 'removal', chosen: [] },
  ])('$title', ({ rules, change = 'object', tags = [], chosen }) => {
    const found = chooseRules(rules, { key: 'logs/a', size: 1, tags }, change);
    expect(found.map(({ id }) => id)).toEqual(chosen);
  });
});
