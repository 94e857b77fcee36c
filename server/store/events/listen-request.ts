import type { Profile } from '../http/call.ts';
import { invalidArgument, S3Error } from '../http/s3-error.ts';
import type { Query } from '../http/target.ts';
import { listenedEvents } from './event-names.ts';
import { unknownEvent } from './notification-checks.ts';
import { matchesKey } from './notification-setting.ts';
import type { StoreEvent } from './store-event.ts';

interface ListenRequest {
  wants(event: StoreEvent): boolean;
  /** Seconds between the lines that say that nothing happened; undefined: a space every half second. */
  ping: number | undefined;
}

/** A timer takes no more than 2^31 ms. */
const longestPing = 2_000_000;

/** `bucket` is empty for all buckets. Throws InvalidArgument and, for `ping`, what MinIO calls it. */
export function listenRequest(query: Query, bucket: string, profile: Profile): ListenRequest {
  const names = new Set<string>();
  for (const asked of values(query, 'events')) {
    const events = listenedEvents(asked, profile);
    if (events === undefined) throw unknownEvent(asked);
    for (const name of events) names.add(name);
  }
  const prefix = onlyValue(query, 'prefix');
  const suffix = onlyValue(query, 'suffix');
  return {
    wants: (event) =>
      (bucket === '' || event.bucket === bucket) &&
      names.has(event.name) &&
      matchesKey({ prefix, suffix }, event.key),
    ping: readPing(values(query, 'ping')[0]),
  };
}

function readPing(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const seconds = /^\+?\d+$/.test(text) ? Number(text) : 0;
  if (seconds < 1) {
    throw new S3Error('AuthorizationQueryParametersError', 'ping is a number of seconds, at least 1.');
  }
  return Math.min(seconds, longestPing);
}

function onlyValue(query: Query, name: string): string | undefined {
  const [value, ...more] = values(query, name);
  if (more.length > 0) throw invalidArgument(name, more[0] ?? '', `Listening takes one ${name}.`);
  return value;
}

const values = (query: Query, name: string) =>
  query.filter(([candidate]) => candidate === name).map(([, value]) => value);
