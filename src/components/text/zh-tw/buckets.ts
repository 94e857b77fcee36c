import type { Translation } from '../catalogue.ts';
import type { buckets as en } from '../en/buckets.ts';

export const buckets: Translation<typeof en> = {};
