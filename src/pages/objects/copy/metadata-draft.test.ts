import { expect, test } from 'vitest';
import type { ObjectHead } from '../../../storage/index.ts';
import { changesOf, draftOf } from './metadata-draft.ts';

const head: ObjectHead = {
  key: 'a',
  size: 1,
  etag: 'e',
  contentType: 'text/plain',
  cacheControl: 'no-cache',
  expires: new Date('2030-01-02T03:04:05Z'),
  metadata: { b: '2', a: '春' },
  checksums: {},
};

test('what is shown and left as it is changes nothing', () => {
  expect(changesOf(draftOf(head), head)).toBeUndefined();
  const bare: ObjectHead = { key: 'a', size: 1, etag: 'e', metadata: {}, checksums: {} };
  expect(changesOf(draftOf(bare), bare)).toBeUndefined();
});

test('nor does another order, or the class that is meant by none', () => {
  const draft = draftOf(head);
  expect(changesOf({ ...draft, metadata: draft.metadata.toReversed() }, head)).toBeUndefined();
  expect(changesOf({ ...draft, storageClass: 'STANDARD' }, head)).toBeUndefined();
  expect(changesOf({ ...draft, contentType: ' text/plain ' }, head)).toBeUndefined();
});

test('a change names all that is to be there', () => {
  const draft = {
    ...draftOf(head),
    contentType: 'text/html',
    cacheControl: '',
    metadata: [{ key: 'C', value: '3' }],
  };
  expect(changesOf(draft, head)).toEqual({
    properties: { contentType: 'text/html', expires: head.expires, metadata: { c: '3' } },
    storageClass: undefined,
  });
});

test('all of it can go', () => {
  const draft = { ...draftOf(head), contentType: '', cacheControl: '', expires: '', metadata: [] };
  expect(changesOf(draft, head)).toEqual({ properties: {}, storageClass: undefined });
});

test('the class alone', () => {
  const draft = { ...draftOf(head), storageClass: 'GLACIER' };
  expect(changesOf(draft, head)?.storageClass).toBe('GLACIER');
  const cold = { ...head, storageClass: 'GLACIER' };
  expect(changesOf({ ...draft, storageClass: '' }, cold)?.storageClass).toBe('STANDARD');
});
