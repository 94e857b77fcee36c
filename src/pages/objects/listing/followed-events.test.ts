import { describe, expect, it } from 'vitest';
import type { BucketEvent } from '../../../storage/index.ts';
import { changesOf } from './followed-events.ts';

const time = new Date(7000);
const event = (name: string, key: string, more: Partial<BucketEvent> = {}): BucketEvent => ({
  kind: 'event',
  name: `s3:${name}`,
  time,
  bucket: 'b',
  key,
  ...more,
});
const put = (key: string, size = 3) => event('ObjectCreated:Put', key, { size, etag: 'e' });
const entry = (key: string, size = 3) => ({ key, size, lastModified: time, etag: 'e' });

describe('a listing after', () => {
  it.each<[string, BucketEvent[], { arrived?: object[]; gone?: string[]; asksAgain?: boolean }]>([
    ['nothing', [], {}],
    ['an upload', [put('a')], { arrived: [entry('a')] }],
    ['two of one key', [put('a'), put('a', 4)], { arrived: [entry('a', 4)] }],
    ['a copy of unknown size', [event('ObjectCreated:Copy', 'a')], { asksAgain: true }],
    ['a delete', [event('ObjectRemoved:Delete', 'a')], { gone: ['a'] }],
    ['a delete in a folder', [event('ObjectRemoved:Delete', 'f/a')], { gone: ['f/a'], asksAgain: true }],
    [
      'a delete marker',
      [event('ObjectRemoved:DeleteMarkerCreated', 'a', { versionId: 'V' })],
      { gone: ['a'] },
    ],
    ['a version that went', [event('ObjectRemoved:Delete', 'a', { versionId: 'V' })], { asksAgain: true }],
    ['a delete of nothing', [event('ObjectRemoved:NoOP', 'a')], {}],
    ['tags', [event('ObjectCreated:PutTagging', 'a', { size: 3 })], { asksAgain: true }],
    ['an upload and its delete', [put('a'), event('ObjectRemoved:Delete', 'a')], { gone: ['a'] }],
    [
      'a delete and an upload',
      [event('ObjectRemoved:Delete', 'a'), put('a')],
      { arrived: [entry('a')], gone: [] },
    ],
  ])('%s', (_, events, { arrived = [], gone = [], asksAgain = false }) => {
    expect(changesOf(events)).toMatchObject({ arrived, gone: new Set(gone), asksAgain });
  });
});

describe('a list of versions after', () => {
  const version = (key: string, versionId: string, more: object = {}) => ({
    key,
    versionId,
    lastModified: time,
    isLatest: true,
    size: 3,
    etag: 'e',
    ...more,
  });
  const marker = (versionId: string) => version('a', versionId, { size: 0, etag: '', isDeleteMarker: true });
  const removed = (versionId?: string) => event('ObjectRemoved:Delete', 'a', { versionId });
  const created = (versionId?: string) => event('ObjectCreated:Put', 'a', { size: 3, etag: 'e', versionId });

  it.each<[string, BucketEvent[], object[], object[]]>([
    ['an upload', [created('1')], [version('a', '1')], []],
    ['two of one key', [created('1'), created('2')], [version('a', '1'), version('a', '2')], []],
    [
      'a delete marker',
      [created('1'), event('ObjectRemoved:DeleteMarkerCreated', 'a', { versionId: 'm' })],
      [version('a', '1'), marker('m')],
      [],
    ],
    ['a version that went', [removed('1')], [], [{ key: 'a', versionId: '1' }]],
    ['a delete without versions', [removed()], [], [{ key: 'a', versionId: 'null' }]],
    ['an upload without versions', [created()], [version('a', 'null')], []],
    ['a delete and an upload without versions', [removed(), created()], [version('a', 'null')], []],
    ['a delete of nothing', [event('ObjectRemoved:NoOP', 'a')], [], []],
  ])('%s', (_, events, versions, goneVersions) => {
    expect(changesOf(events)).toMatchObject({ versions, goneVersions });
  });
});
