import { connect } from './connect.ts';
import { errors } from './errors.ts';
import { shell } from './shell.ts';
import { transfers } from './transfers.ts';

export const en = { connect, errors, shell, transfers } as const;
