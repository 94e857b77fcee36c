import type { Translation } from '../catalogue.ts';
import type { transfers as en } from '../en/transfers.ts';

export const transfers: Translation<typeof en> = {};
