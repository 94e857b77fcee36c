import { parseEndpoint } from '../connection.ts';
import { StorageError } from '../errors.ts';

/** The endpoint to sign for in place of the connection's own; undefined where none is named. */
export function publicEndpoint(origin: string | undefined): string | undefined {
  if (!origin) return undefined;
  const parsed = parseEndpoint(origin);
  if ('problem' in parsed) throw new StorageError('invalid-argument');
  return parsed.endpoint;
}
