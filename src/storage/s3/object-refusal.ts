import { StorageError, type StorageErrorCode } from '../errors.ts';
import type { HeadInput } from '../object-operations.ts';

/**
 * What a refusal to read an object means. Servers say of a key of one's own that is missing, wrong or not wanted only
 * InvalidRequest, InvalidArgument or AccessDenied, which what was asked for tells apart.
 * `only`: nothing else in the request that InvalidArgument could be about (a range, a condition).
 */
export function readRefusal(
  error: StorageError,
  { versionId, customerKey }: Pick<HeadInput, 'versionId' | 'customerKey'>,
  only = true,
): StorageError {
  const code = refusalCode(error, versionId !== undefined, customerKey !== undefined, only);
  return code === undefined ? error : new StorageError(code, { ...error, cause: error.cause });
}

function refusalCode(
  { code, status, serviceCode }: StorageError,
  ofVersion: boolean,
  keyed: boolean,
  only: boolean,
): StorageErrorCode | undefined {
  if (status === 405 && ofVersion) return 'delete-marker';
  // A HEAD has no room for a code: the version is what was asked for.
  if (code === 'no-such-key' && serviceCode === undefined && ofVersion) return 'no-such-version';
  if (status === 403 && code === 'access-denied' && keyed) return 'customer-key-wrong';
  if (status !== 400) return undefined;
  if (serviceCode === 'InvalidRequest') return keyed ? 'customer-key-refused' : 'customer-key-needed';
  if (serviceCode !== 'InvalidArgument') return undefined;
  // Some servers (MinIO) want version ids to be of a form.
  if (ofVersion) return 'no-such-version';
  return keyed || !only ? undefined : 'customer-key-needed';
}
