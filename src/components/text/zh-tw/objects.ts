import type { Translation } from '../catalogue.ts';
import type { objects as en } from '../en/objects.ts';

export const objects: Translation<typeof en> = {};
