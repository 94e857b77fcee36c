import { FormError } from '../forms/multipart-form.ts';
import { S3Error, type S3ErrorCode } from '../http/s3-error.ts';

const statuses = {
  InvalidToken: 403,
  TokenExpired: 403,
  AccessDenied: 403,
  InvalidArgument: 400,
  NamespaceNotExist: 404,
  FileNotExist: 404,
  DirNotExist: 404,
  DirNotEmpty: 409,
  FileAlreadyExist: 409,
  FileSizeExceed: 413,
  MimeTypeNotAllowed: 415,
  Md5NotMatch: 400,
  UploadIdNotExist: 404,
  InvalidPart: 400,
  /** The file is stored; whoever was to be told of it was not reached or gave no answer of use. */
  CallbackFailed: 502,
  InternalError: 500,
} as const;

export type WantErrorCode = keyof typeof statuses;

/** An answer of the Want protocol that is no success. */
export class WantError extends Error {
  override readonly name = 'WantError';
  readonly code: WantErrorCode;
  readonly status: number;

  constructor(code: WantErrorCode, message: string = code) {
    super(message);
    this.code = code;
    this.status = statuses[code];
  }
}

export const invalidArgument = (message: string) => new WantError('InvalidArgument', message);

/** The store's own refusals, in Want's words. What is not here is InvalidArgument: the request was at fault. */
const ofS3: Partial<Record<S3ErrorCode, WantErrorCode>> = {
  AccessDenied: 'AccessDenied',
  EntityTooLarge: 'FileSizeExceed',
  EntityTooSmall: 'InvalidPart',
  InternalError: 'InternalError',
  InvalidPart: 'InvalidPart',
  NoSuchBucket: 'NamespaceNotExist',
  NoSuchKey: 'FileNotExist',
  NoSuchUpload: 'UploadIdNotExist',
  PreconditionFailed: 'FileAlreadyExist',
};

/** Undefined for what nobody foresaw. */
export function toWantError(error: unknown): WantError | undefined {
  if (error instanceof WantError) return error;
  if (error instanceof S3Error) return new WantError(ofS3[error.code] ?? 'InvalidArgument', error.message);
  if (error instanceof FormError) return invalidArgument(error.message);
  return undefined;
}
