import type { Translation } from '../catalogue.ts';
import type { links as en } from '../en/links.ts';

export const links: Translation<typeof en> = {};
