import { describe, expect, it, test } from 'vitest';
import type { ObjectVersion, StorageDriver, VersionMarker } from '../../../storage/index.ts';
import { planUndelete, undeleteOf, versionsOf } from './key-versions.ts';

const version = (key: string, versionId: string, isDeleteMarker = false): ObjectVersion => ({
  key,
  versionId,
  isDeleteMarker,
  isLatest: false,
  size: 0,
  lastModified: new Date(0),
  etag: '',
});
const next = { key: 'a', versionId: '1' };

test.each<[string, ObjectVersion[], VersionMarker | undefined, string[], boolean]>([
  ['all of them, and more to come', [version('a', '2'), version('a', '1')], next, ['2', '1'], true],
  ['the last of them', [version('a', '2')], undefined, ['2'], false],
  [
    'others that begin alike',
    [version('a', '2'), version('a/b', '9'), version('ab', '8')],
    next,
    ['2'],
    false,
  ],
  ['others alone', [version('ab', '8')], next, [], false],
  ['nothing yet', [], next, [], true],
])('of a page: %s', (_name, versions, marker, expected, more) => {
  const page = versionsOf('a', { versions, prefixes: [], next: marker });
  expect(page.versions.map(({ versionId }) => versionId)).toEqual(expected);
  expect(page.next !== undefined).toBe(more);
});

describe('what brings a deleted object back', () => {
  it.each<[string, ObjectVersion[], string[], string | undefined]>([
    ['one marker', [version('a', 'm', true), version('a', '1')], ['m'], '1'],
    [
      'all of those on top, none of those below',
      [version('a', 'm2', true), version('a', 'm1', true), version('a', '2'), version('a', 'm0', true)],
      ['m2', 'm1'],
      '2',
    ],
    ['nothing, where no version is left', [version('a', 'm', true)], ['m'], undefined],
    ['nothing, where it is not deleted', [version('a', '1')], [], '1'],
  ])('%s', (_name, versions, markers, back) => {
    const plan = undeleteOf('a', versions);
    expect(plan.markers.map(({ versionId }) => versionId)).toEqual(markers);
    expect(plan.comesBack?.versionId).toBe(back);
  });

  it('is read page by page, as far as it must be', async () => {
    const pages = [
      { versions: [version('a', 'm2', true)], prefixes: [], next },
      { versions: [version('a', 'm1', true), version('a', '1')], prefixes: [], next },
    ];
    const asked: unknown[] = [];
    const storage = {
      versions: {
        async *list(input: { from?: VersionMarker }) {
          asked.push(input.from);
          yield pages[asked.length - 1];
        },
      },
    } as unknown as StorageDriver;
    const plan = await planUndelete(storage, 'b', 'a', new AbortController().signal);
    expect(plan.markers.map(({ versionId }) => versionId)).toEqual(['m2', 'm1']);
    expect(asked).toEqual([undefined, next]);
  });
});
