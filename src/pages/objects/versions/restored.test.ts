import { expect, test } from 'vitest';
import { type CopyVerdict, type ObjectHead, StorageError } from '../../../storage/index.ts';
import { restoredBy } from './restored.ts';

const copy: ObjectHead = { key: 'k', size: 1, etag: 'e', metadata: {}, checksums: {} };
const error = new StorageError('no-such-key');

test.each<[string, CopyVerdict | undefined, object]>([
  ['done', { kind: 'done', proof: 'etag', copy }, { kind: 'done', copy }],
  [
    'something lost on the way',
    { kind: 'differs', differences: ['tags'], copy },
    { kind: 'differs', differences: ['tags'], copy },
  ],
  ['a version that is gone', { kind: 'failed', at: 'source', error }, { kind: 'failed', error }],
  ['another object by now', { kind: 'changed' }, { kind: 'failed', error: { code: 'precondition-failed' } }],
  ['given up', { kind: 'left' }, { kind: 'failed', error: { code: 'aborted' } }],
  ['nothing', undefined, { kind: 'failed', error: { code: 'aborted' } }],
])('%s', (_name, verdict, expected) => {
  expect(restoredBy(verdict)).toMatchObject(expected);
});
