import { describe, expect, it } from 'vitest';
import { groupState, isChosen, withEventToggled, withGroupToggled } from './event-choice.ts';
import { eventGroups, eventParts, eventsMeantBy } from './event-names.ts';

const created = { topic: 'created', all: 'c:*', events: ['c:1', 'c:2', 'c:3'] } as const;
const loose = { topic: 'scanner', events: ['s:1'] } as const;

describe('a group', () => {
  it.each([
    [[], 'none'],
    [['x'], 'none'],
    [['c:1'], 'some'],
    [['c:1', 'c:2', 'c:3'], 'some'],
    [['c:*'], 'all'],
  ])('of which %j is chosen: %s', (chosen, state) => {
    expect(groupState(created, chosen)).toBe(state);
  });

  it.each([
    [[], ['c:*']],
    [
      ['x', 'c:1'],
      ['x', 'c:*'],
    ],
    [['c:*', 'x'], ['x']],
    [['c:*', 'c:1'], []],
  ])('toggled whole, %j becomes %j', (before, after) => {
    expect(withGroupToggled(created, before)).toEqual(after);
  });

  it.each([
    [[], 'c:1', ['c:1']],
    [['c:1', 'x'], 'c:1', ['x']],
    [['x', 'c:*'], 'c:2', ['x', 'c:1', 'c:3']],
    [['c:*', 'c:2'], 'c:2', ['c:1', 'c:3']],
  ])('with one toggled, %j and %s becomes %j', (before, name, after) => {
    expect(withEventToggled(created, before, name)).toEqual(after);
  });

  it('without a name for all is toggled one by one', () => {
    expect(withEventToggled(loose, [], 's:1')).toEqual(['s:1']);
    expect(isChosen(loose, ['s:1'], 's:1')).toBe(true);
    expect(withGroupToggled(loose, ['s:1'])).toEqual([]);
  });
});

describe('the names', () => {
  it('are of whom they are asked for', () => {
    const all = (names: 'aws' | 'minio' | 'aws-and-minio') =>
      eventGroups(names).flatMap(({ events }) => events);
    expect(all('aws')).toContain('s3:ObjectTagging:Put');
    expect(all('aws')).not.toContain('s3:ObjectAccessed:Get');
    expect(all('minio')).toContain('s3:ObjectCreated:PutTagging');
    expect(all('minio')).not.toContain('s3:ReducedRedundancyLostObject');
    expect(all('aws-and-minio')).toEqual(
      expect.arrayContaining(['s3:ObjectTagging:Put', 's3:ObjectAccessed:Get']),
    );
    for (const names of ['aws', 'minio', 'aws-and-minio'] as const) {
      expect(new Set(all(names)).size).toBe(all(names).length);
    }
  });

  it('keep what is chosen already and nobody knows', () => {
    const last = eventGroups('aws', ['s3:ObjectCreated:*', 's3:New:Thing', 's3:New:Thing']).at(-1);
    expect(last).toEqual({ topic: 'unknown', events: ['s3:New:Thing'] });
    expect(eventGroups('aws', ['s3:ObjectCreated:*']).at(-1)?.topic).not.toBe('unknown');
  });

  it.each([
    ['s3:ObjectCreated:Put', { topic: 'created', what: 'Put' }],
    ['ObjectRemoved:*', { topic: 'removed', what: '*' }],
    ['s3:IntelligentTiering', { topic: 'tiering', what: undefined }],
    ['s3:New:Thing', { topic: 'unknown', what: 'Thing' }],
    ['constructor', { topic: 'unknown', what: undefined }],
  ])('%s has its parts', (name, parts) => {
    expect(eventParts(name)).toEqual(parts);
  });

  it('stand for single events', () => {
    expect(eventsMeantBy('s3:ObjectRemoved:*', 'aws')).toEqual([
      's3:ObjectRemoved:Delete',
      's3:ObjectRemoved:DeleteMarkerCreated',
    ]);
    expect(eventsMeantBy('s3:ObjectCreated:Put', 'aws')).toEqual(['s3:ObjectCreated:Put']);
  });
});
