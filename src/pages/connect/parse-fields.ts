import {
  type ConnectionProfile,
  type ProfileProblem,
  parseEndpoint,
  parseProfile,
  type SessionOptions,
  type SessionProblem,
  type SessionRequest,
  sessionProblems,
} from '../../storage/index.ts';
import type { Connection } from '../shared/connections.ts';
import type { ConnectFields } from './connect-fields.ts';

export type FieldProblem =
  | ProfileProblem
  | SessionProblem
  | { field: 'stsEndpoint'; problem: Extract<ProfileProblem, { field: 'endpoint' }>['problem'] }
  | { field: 'accessKeyId' | 'secretAccessKey' | 'webIdentityToken'; problem: 'missing' }
  | { field: 'bucket'; problem: 'name' }
  | { field: 'timeout' | 'retries'; problem: 'range' }
  | { field: 'passphrase'; problem: 'short' }
  | { field: 'passphraseAgain'; problem: 'different' };

/** A session's connection has no credentials yet: they have to be asked for. */
export type ParsedFields = { connection: Connection } | { problems: FieldProblem[] };

/** Somebody with the file may try passphrases for years. */
const shortestPassphrase = 10;

/** Undefined where nothing was typed, NaN where it is no whole number between the two. */
function whole(text: string, least: number, most: number): number | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  const value = /^\d+$/.test(typed) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : Number.NaN;
}

function sessionOptions(fields: ConnectFields, problems: FieldProblem[]): SessionOptions {
  const filled = (text: string) => text.trim() || undefined;
  const options: SessionOptions = {
    roleArn: filled(fields.roleArn),
    sessionName: filled(fields.sessionName),
    policy: filled(fields.policy),
    duration: fields.duration.trim() === '' ? undefined : Math.round(Number(fields.duration) * 60),
  };
  problems.push(...sessionProblems(options));
  if (filled(fields.stsEndpoint)) {
    const own = parseEndpoint(fields.stsEndpoint);
    if ('problem' in own) problems.push({ field: 'stsEndpoint', problem: own.problem });
    else options.endpoint = own.endpoint;
  }
  // What is not said is not written either.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function missing(fields: ConnectFields): FieldProblem[] {
  const wanted = {
    keys: ['accessKeyId', 'secretAccessKey'],
    'assume-role': ['accessKeyId', 'secretAccessKey'],
    'web-identity': ['webIdentityToken'],
    anonymous: [],
  } as const;
  return wanted[fields.method]
    .filter((field) => fields[field].trim() === '')
    .map((field) => ({ field, problem: 'missing' }));
}

/** Whether what was typed can be kept behind a passphrase: an identity provider's token would be over by then. */
export function canSeal({ method }: ConnectFields): boolean {
  return method === 'keys' || method === 'assume-role';
}

function passphraseProblems(fields: ConnectFields): FieldProblem[] {
  if (!fields.seal || !canSeal(fields)) return [];
  if (fields.passphrase.length < shortestPassphrase) return [{ field: 'passphrase', problem: 'short' }];
  return fields.passphrase === fields.passphraseAgain
    ? []
    : [{ field: 'passphraseAgain', problem: 'different' }];
}

/** The connection that the form describes, or all that is wrong with it at once, in the order of the form. */
export function parseFields(fields: ConnectFields): ParsedFields {
  const { method } = fields;
  const hasKeys = method === 'keys' || method === 'assume-role';
  // Keys are pasted, often with the line's end.
  const accessKeyId = hasKeys ? fields.accessKeyId.trim() : '';
  const parsed = parseProfile({ ...fields, accessKeyId });
  const problems: FieldProblem[] = 'problems' in parsed ? [...parsed.problems] : [];
  problems.push(...missing(fields));
  const isSession = method === 'assume-role' || method === 'web-identity';
  const options = isSession ? sessionOptions(fields, problems) : {};
  const bucket = fields.bucket.trim();
  // Old buckets have names that no server would give today.
  if (/[\s/]/.test(bucket)) problems.push({ field: 'bucket', problem: 'name' });
  const timeout = whole(fields.timeout, 1, 3600);
  if (Number.isNaN(timeout)) problems.push({ field: 'timeout', problem: 'range' });
  const retries = whole(fields.retries, 0, 10);
  if (Number.isNaN(retries)) problems.push({ field: 'retries', problem: 'range' });
  problems.push(...passphraseProblems(fields));
  if ('problems' in parsed || problems.length > 0) return { problems };

  const profile: ConnectionProfile = {
    ...parsed.profile,
    ...(isSession ? { session: { method, ...options } } : {}),
    ...(timeout === undefined ? {} : { timeout }),
    ...(retries === undefined ? {} : { retries }),
    ...(fields.listVersion === 1 ? { listVersion: 1 } : {}),
  };
  const sessionToken = fields.sessionToken.trim();
  const credentials = {
    accessKeyId,
    secretAccessKey: fields.secretAccessKey.trim(),
    ...(method === 'keys' && sessionToken !== '' ? { sessionToken } : {}),
  };
  if (method === 'keys') return { connection: { profile, credentials } };
  if (!isSession) return { connection: { profile } };
  const terms = { endpoint: options.endpoint ?? profile.endpoint, region: profile.region, options };
  const session: SessionRequest =
    method === 'assume-role'
      ? { ...terms, method, credentials }
      : { ...terms, method, token: fields.webIdentityToken.trim() };
  return { connection: { profile, session } };
}
