import { expect, it } from 'vitest';
import { FormError } from '../forms/multipart-form.ts';
import { noSuchBucket, noSuchKey, noSuchUpload, preconditionFailed, S3Error } from '../http/s3-error.ts';
import { toWantError, WantError } from './want-error.ts';

it.each<[Error, string | undefined, number | undefined]>([
  [new WantError('Md5NotMatch'), 'Md5NotMatch', 400],
  [noSuchBucket('a'), 'NamespaceNotExist', 404],
  [noSuchKey('a'), 'FileNotExist', 404],
  [noSuchUpload('a'), 'UploadIdNotExist', 404],
  [preconditionFailed('If-None-Match'), 'FileAlreadyExist', 409],
  [new S3Error('AccessDenied', 'x'), 'AccessDenied', 403],
  [new S3Error('EntityTooLarge', 'x'), 'FileSizeExceed', 413],
  [new S3Error('EntityTooSmall', 'x'), 'InvalidPart', 400],
  [new S3Error('MetadataTooLarge', 'x'), 'InvalidArgument', 400],
  [new S3Error('InternalError', 'x'), 'InternalError', 500],
  [new FormError('truncated'), 'InvalidArgument', 400],
  [new TypeError('x'), undefined, undefined],
])('%s is %s %s', (error, code, status) => {
  expect(toWantError(error)?.code).toBe(code);
  expect(toWantError(error)?.status).toBe(status);
});
