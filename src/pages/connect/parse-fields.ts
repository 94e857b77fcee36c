import {
  type ProfileProblem,
  parseEndpoint,
  parseProfile,
  type S3Profile,
  type SessionOptions,
  type SessionProblem,
  type SessionRequest,
  sessionProblems,
  type WantProfileProblem,
} from '../../storage/index.ts';
import type { Connection } from '../shared/connections.ts';
import type { ConnectFields } from './connect-fields.ts';
import { parseWant } from './parse-want.ts';
import type { TokenProblem } from './read-token.ts';

export type FieldProblem =
  | ProfileProblem
  | WantProfileProblem
  | SessionProblem
  | { field: 'uploadToken'; problem: TokenProblem }
  | { field: 'stsEndpoint'; problem: Extract<ProfileProblem, { field: 'endpoint' }>['problem'] }
  | { field: 'accessKeyId' | 'secretAccessKey' | 'webIdentityToken'; problem: 'missing' }
  | { field: 'bucket'; problem: 'name' }
  | { field: 'timeout' | 'retries'; problem: 'range' }
  | { field: 'passphrase'; problem: 'short' }
  | { field: 'passphraseAgain'; problem: 'different' };

/**
 * A session's connection has no credentials yet: they have to be asked for. `bucket`: where to go when connected, and
 * where to ask what the account may do.
 */
export type ParsedFields = { connection: Connection; bucket?: string } | { problems: FieldProblem[] };

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

/** Whether what was typed can be kept behind a passphrase: a token of somebody else would be over by then. */
export function canSeal({ protocol, method, wantMethod }: ConnectFields): boolean {
  if (protocol === 'want') return wantMethod === 'keys';
  return method === 'keys' || method === 'assume-role';
}

function passphraseProblems(fields: ConnectFields): FieldProblem[] {
  if (!fields.seal || !canSeal(fields)) return [];
  if (fields.passphrase.length < shortestPassphrase) return [{ field: 'passphrase', problem: 'short' }];
  return fields.passphrase === fields.passphraseAgain
    ? []
    : [{ field: 'passphraseAgain', problem: 'different' }];
}

/** Fields that both protocols have. */
function commonProblems(fields: ConnectFields): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const isNamed = fields.protocol === 's3' || fields.wantMethod === 'keys';
  // Old buckets have names that no server would give today. A token names its own.
  if (isNamed && /[\s/]/.test(fields.bucket.trim())) problems.push({ field: 'bucket', problem: 'name' });
  const { timeout, retries } = patienceOf(fields);
  if (Number.isNaN(timeout)) problems.push({ field: 'timeout', problem: 'range' });
  if (Number.isNaN(retries)) problems.push({ field: 'retries', problem: 'range' });
  return [...problems, ...passphraseProblems(fields)];
}

/** How long and how often, where that was typed. */
function patienceOf(fields: ConnectFields): { timeout?: number; retries?: number } {
  const timeout = whole(fields.timeout, 1, 3600);
  const retries = whole(fields.retries, 0, 10);
  return { ...(timeout === undefined ? {} : { timeout }), ...(retries === undefined ? {} : { retries }) };
}

/**
 * The connection that the form describes, or all that is wrong with it at once, in the order of the form. `now`: Unix
 * ms, because a pasted token ends.
 */
export function parseFields(fields: ConnectFields, now = Date.now()): ParsedFields {
  const parsed = fields.protocol === 'want' ? parseWant(fields, now) : parseS3(fields);
  const common = commonProblems(fields);
  if ('problems' in parsed || common.length > 0) {
    return { problems: ['problems' in parsed ? parsed.problems : [], common].flat() };
  }
  const { connection, bucket = fields.bucket.trim() } = parsed;
  const profile = { ...connection.profile, ...patienceOf(fields) };
  return { connection: { ...connection, profile }, ...(bucket === '' ? {} : { bucket }) };
}

function parseS3(fields: ConnectFields): ParsedFields {
  const { method } = fields;
  const hasKeys = method === 'keys' || method === 'assume-role';
  // Keys are pasted, often with the line's end.
  const accessKeyId = hasKeys ? fields.accessKeyId.trim() : '';
  const parsed = parseProfile({ ...fields, accessKeyId });
  const problems: FieldProblem[] = 'problems' in parsed ? [...parsed.problems] : [];
  problems.push(...missing(fields));
  const isSession = method === 'assume-role' || method === 'web-identity';
  const options = isSession ? sessionOptions(fields, problems) : {};
  if ('problems' in parsed || problems.length > 0) return { problems };

  const profile: S3Profile = {
    ...parsed.profile,
    ...(isSession ? { session: { method, ...options } } : {}),
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
