import { StorageError, type StorageErrorCode } from '../errors.ts';

/** The service's codes. No public list survives: these are what the embedded store says. */
const codes: Readonly<Record<string, StorageErrorCode>> = {
  InvalidToken: 'keys-refused',
  TokenExpired: 'token-expired',
  AccessDenied: 'access-denied',
  InvalidArgument: 'invalid-argument',
  NamespaceNotExist: 'no-such-bucket',
  FileNotExist: 'no-such-key',
  DirNotExist: 'no-such-key',
  DirNotEmpty: 'folder-not-empty',
  FileAlreadyExist: 'file-exists',
  FileSizeExceed: 'size-refused',
  MimeTypeNotAllowed: 'type-refused',
  Md5NotMatch: 'bad-digest',
  UploadIdNotExist: 'no-such-upload',
  InvalidPart: 'invalid-part',
  CallbackFailed: 'callback-failed',
  InternalError: 'server-error',
};

/** Codes that mean something else by what the call was signed with. */
const codesBySignature: Readonly<
  Record<'token' | 'date', Readonly<Record<string, StorageErrorCode | undefined>>>
> = {
  /** A token of somebody else's. */
  token: { InvalidToken: 'token-refused' },
  /** A manage call has no expiration: it is its date that is too old, or too new. */
  date: { TokenExpired: 'clock-skew' },
};

interface Refusal {
  status: number;
  /** What JSON came, or undefined. */
  answer: unknown;
  headers: Record<string, string>;
  signedWith: 'keys' | 'token' | 'date';
}

/** An answer that is no success. */
export function errorOfAnswer({ status, answer, headers, signedWith }: Refusal): StorageError {
  const { code, message, requestId } = asRecord(answer);
  const serviceCode = typeof code === 'string' ? code : undefined;
  const isBusy = status === 429 || status === 503;
  return new StorageError(codeOf(status, serviceCode, signedWith), {
    status,
    serviceCode,
    serviceMessage: typeof message === 'string' ? message : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    // A callback that failed comes after the file was stored: sent again it would be stored again.
    retryable: isBusy || (status >= 500 && serviceCode !== 'CallbackFailed'),
    ...waitOf(headers),
  });
}

function codeOf(
  status: number,
  serviceCode: string | undefined,
  signedWith: Refusal['signedWith'],
): StorageErrorCode {
  if (status === 429 || status === 503) return 'too-busy';
  if (serviceCode === undefined) return status >= 500 ? 'server-error' : 'not-want';
  const special = signedWith === 'keys' ? undefined : codesBySignature[signedWith][serviceCode];
  const known = special ?? (Object.hasOwn(codes, serviceCode) ? codes[serviceCode] : undefined);
  if (known) return known;
  return status >= 500 ? 'server-error' : status === 403 ? 'access-denied' : 'unknown';
}

/** Of an address that anybody may ask, by no protocol but HTTP: the status alone speaks. */
export function errorOfStatus(status: number, headers: Record<string, string>): StorageError {
  const details = { status, ...waitOf(headers) };
  if (status === 429 || status === 503) return new StorageError('too-busy', { ...details, retryable: true });
  if (status >= 500) return new StorageError('server-error', { ...details, retryable: true });
  return new StorageError(codesOfStatus[status] ?? 'unknown', details);
}

const codesOfStatus: Readonly<Record<number, StorageErrorCode>> = {
  401: 'not-public',
  403: 'not-public',
  404: 'no-such-key',
  410: 'no-such-key',
  416: 'invalid-argument',
};

function waitOf(headers: Record<string, string>): { retryAfter?: number } {
  const seconds = Number(headers['retry-after']);
  return seconds > 0 ? { retryAfter: seconds * 1000 } : {};
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
