import type { Translation } from '../catalogue.ts';
import type { errors as en } from '../en/errors.ts';

export const errors: Translation<typeof en> = {};
