import type { Translation } from '../catalogue.ts';
import type { connect as en } from '../en/connect.ts';

export const connect: Translation<typeof en> = {};
