import { expect, test, vi } from 'vitest';
import { emptyDraft } from './options-draft.ts';
import { onUploadOptions, setUploadOptions, uploadOptionsOf } from './upload-options.ts';

test('options are of one bucket of one connection, and whoever listens hears of a change', () => {
  const heard = vi.fn();
  const stop = onUploadOptions(heard);
  const place = { connectionId: 'c', bucket: 'b' };
  const set = { draft: emptyDraft, options: { legalHold: true } };
  setUploadOptions(place, set);
  expect(uploadOptionsOf({ ...place })).toBe(set);
  expect(uploadOptionsOf({ ...place, bucket: 'other' })).toBeUndefined();
  expect(uploadOptionsOf({ ...place, connectionId: 'd' })).toBeUndefined();
  setUploadOptions(place, undefined);
  expect(uploadOptionsOf(place)).toBeUndefined();
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
  setUploadOptions(place, set);
  expect(heard).toHaveBeenCalledTimes(2);
});
