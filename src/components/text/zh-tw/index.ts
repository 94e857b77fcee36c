import { buckets } from './buckets.ts';
import { connect } from './connect.ts';
import { errors } from './errors.ts';
import { links } from './links.ts';
import { objects } from './objects.ts';
import { shell } from './shell.ts';
import { transfers } from './transfers.ts';

export const catalogue = { buckets, connect, errors, links, objects, shell, transfers };
