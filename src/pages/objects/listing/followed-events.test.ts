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
    expect(changesOf(events)).toEqual({ arrived, gone: new Set(gone), asksAgain });
  });
});
