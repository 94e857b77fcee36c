import { expect, test } from 'vitest';
import { type OfferingStorage, offersOf } from './offers.ts';

const s3 = {
  objects: { copy: () => {} },
  presign: {},
  objectTags: {},
  locks: {},
  versions: {},
  select: {},
  journal: {},
} as unknown as OfferingStorage;

const files = { objects: { plain: true }, uploadPolicies: {} } as unknown as OfferingStorage;

const none = {
  copy: false,
  links: false,
  tags: false,
  locks: false,
  versions: false,
  query: false,
  metadata: false,
  storageClass: false,
  code: false,
  uploadPolicy: false,
};
const all = Object.fromEntries(Object.keys(none).map((name) => [name, true]));

test.each([
  ['an object store', s3, { ...all, uploadPolicy: false }],
  ['files and their folders', files, { ...none, uploadPolicy: true }],
  // Why there are none is said where they would be.
  ['an object store without keys', { ...s3, presign: undefined }, { ...all, uploadPolicy: false }],
])('%s', (_name, storage, offers) => {
  expect(offersOf(storage)).toEqual(offers);
});
