import { StorageError, type StorageErrorCode } from '../errors.ts';

/** The service's codes. No public list survives: these are what the embedded store says, and 400 for the rest. */
const codes: Readonly<Record<string, StorageErrorCode>> = {
  InvalidToken: 'signature-mismatch',
  TokenExpired: 'expired-credentials',
  AccessDenied: 'access-denied',
  InvalidArgument: 'invalid-argument',
  NamespaceNotExist: 'no-such-bucket',
  FileNotExist: 'no-such-key',
  DirNotExist: 'no-such-key',
  DirNotEmpty: 'folder-not-empty',
  FileAlreadyExist: 'precondition-failed',
  FileSizeExceed: 'too-large',
  MimeTypeNotAllowed: 'type-refused',
  Md5NotMatch: 'bad-digest',
  UploadIdNotExist: 'no-such-upload',
  InvalidPart: 'invalid-part',
  CallbackFailed: 'callback-failed',
  InternalError: 'server-error',
};

/** An answer that is no success. */
export function errorOfAnswer(
  status: number,
  answer: unknown,
  headers: Record<string, string>,
): StorageError {
  const { code, message, requestId } = asRecord(answer);
  const serviceCode = typeof code === 'string' ? code : undefined;
  const known = serviceCode === undefined ? undefined : codes[serviceCode];
  const isBusy = status === 429 || status === 503;
  const retryAfter = Number(headers['retry-after']);
  return new StorageError(known ?? codeOfStatus(status, serviceCode), {
    status,
    serviceCode,
    serviceMessage: typeof message === 'string' ? message : undefined,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    // A callback that failed comes after the file was stored: sent again it would be stored again.
    retryable: isBusy || (status >= 500 && serviceCode !== 'CallbackFailed'),
    ...(retryAfter > 0 && { retryAfter: retryAfter * 1000 }),
  });
}

function codeOfStatus(status: number, serviceCode: string | undefined): StorageErrorCode {
  if (status === 429 || status === 503) return 'too-busy';
  if (serviceCode === undefined) return status >= 500 ? 'server-error' : 'not-want';
  return status >= 500 ? 'server-error' : status === 403 ? 'access-denied' : 'unknown';
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
