import { S3Error } from '../http/s3-error.ts';

const statuses = {
  AccessDenied: 403,
  ExpiredToken: 400,
  IncompleteSignature: 400,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  InvalidParameterValue: 400,
  MalformedPolicyDocument: 400,
  MissingAuthenticationToken: 403,
  MissingParameter: 400,
  PackedPolicyTooLarge: 400,
  SignatureDoesNotMatch: 403,
  ValidationError: 400,
} as const;

type StsErrorCode = keyof typeof statuses;

/**
 * An answer of STS that is an error. `codeInMinio`: MinIO has fewer codes, and says 403 AccessDenied of everything
 * that is wrong with a signature.
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export class StsError extends Error {
  override readonly name = 'StsError';
  readonly code: StsErrorCode;
  readonly codeInMinio: StsErrorCode;

  constructor(code: StsErrorCode, message: string, codeInMinio: StsErrorCode = code) {
    super(message);
    this.code = code;
    this.codeInMinio = codeInMinio;
  }
}

export const stsStatus = (code: StsErrorCode): number => statuses[code];

/** What is wrong with a signature, in the words of STS. Anything else is passed on. */
export function signatureError(error: unknown): unknown {
  if (!(error instanceof S3Error)) return error;
  return new StsError(signatureCode(error), error.message, 'AccessDenied');
}

function signatureCode({ code }: S3Error): StsErrorCode {
  switch (code) {
    case 'InvalidAccessKeyId':
    case 'InvalidToken':
      return 'InvalidClientTokenId';
    case 'ExpiredToken':
      return 'ExpiredToken';
    case 'SignatureDoesNotMatch':
    case 'RequestTimeTooSkewed':
      return 'SignatureDoesNotMatch';
    default:
      return 'IncompleteSignature';
  }
}
