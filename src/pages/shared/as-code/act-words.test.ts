import { expect, test } from 'vitest';
import type { Act } from '../../../storage/index.ts';
import { subjectOf } from './act-words.ts';
import { everyAct } from './test-acts.ts';

test.each<[Act, string]>([
  [{ kind: 'list-buckets' }, ''],
  [{ kind: 'delete-bucket', bucket: 'b' }, 'b'],
  [{ kind: 'list-objects', bucket: 'b', prefix: 'p/', recursive: true }, 'b/p/'],
  [{ kind: 'read-tags', bucket: 'b', key: 'k', versionId: 'v' }, 'b/k?versionId=v'],
  [{ kind: 'remove', bucket: 'b', objects: [{ key: 'k' }], count: 1, bypassGovernance: false }, 'b/k'],
  [{ kind: 'remove', bucket: 'b', objects: [{ key: 'k' }], count: 2, bypassGovernance: false }, 'b'],
  [{ kind: 'read-setting', bucket: 'b', name: 'cors' }, 'b?cors'],
  [{ kind: 'upload-form', bucket: 'b', key: { exact: 'k' }, expiresIn: 1 }, 'b/k'],
  [{ kind: 'listen', prefix: 'p', suffix: '', events: [] }, '/p'],
])('%j is about %j', (act, subject) => {
  expect(subjectOf(act)).toBe(subject);
});

test('everything is about something', () => {
  for (const act of everyAct) expect(typeof subjectOf(act)).toBe('string');
});
