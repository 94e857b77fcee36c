import { invalidArgument } from '../http/s3-error.ts';
import { type Query, queryValue } from '../http/target.ts';
import { encodeListed } from '../http/uri-encoding.ts';

/** What a page may hold at most, whatever is asked for. */
const maxPage = 1000;

/** `max-keys` and its kin: a number, clamped to a full page, which is also what is listed when it is not given. */
export function pageLimit(query: Query, name: string): number {
  const text = queryValue(query, name);
  if (text === undefined || text === '') return maxPage;
  if (!/^\d{1,10}$/.test(text) || Number(text) > 2 ** 31 - 1) {
    throw invalidArgument(name, text, `${name} is a whole number that is not negative.`);
  }
  return Math.min(Number(text), maxPage);
}

/** How keys are written in the answer: as they are, or encoded so that XML can hold every one of them. */
export function keyEncoder(query: Query): { encode: (key: string) => string; encodingType?: 'url' } {
  const type = queryValue(query, 'encoding-type');
  if (type === undefined || type === '') return { encode: (key) => key };
  if (type !== 'url') {
    throw invalidArgument('encoding-type', type, 'The one encoding-type is url.');
  }
  return { encode: encodeListed, encodingType: 'url' };
}

/** Opaque to clients; the version in front lets it change its meaning one day. */
export const continuationToken = (after: string) => Buffer.from(`1${after}`, 'utf8').toString('base64url');

export function parseContinuationToken(token: string): string {
  const after = Buffer.from(token, 'base64url').toString('utf8');
  if (!after.startsWith('1') || continuationToken(after.slice(1)) !== token) {
    throw invalidArgument('continuation-token', token, 'This continuation token was not made here.');
  }
  return after.slice(1);
}
