import type { StorageDriver } from '../../storage/index.ts';
import type { bucketPages } from './paths.ts';

/** Of a bucket's bar, and what is about one object. */
export type BucketPageName = (typeof bucketPages)[number] | 'query';

/** What a page is about: without that group the protocol has nothing to show there. */
const needs: Record<BucketPageName, keyof StorageDriver> = {
  settings: 'settings',
  policy: 'settings',
  notifications: 'settings',
  events: 'events',
  uploads: 'multipart',
  // Without keys none can be signed: the page says so.
  forms: 'settings',
  uploadPolicy: 'uploadPolicies',
  query: 'select',
};

/** Whether a bucket of this connection has the page. */
export const hasPage = (storage: StorageDriver, page: BucketPageName) => storage[needs[page]] !== undefined;
