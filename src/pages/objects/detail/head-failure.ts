import { StorageError } from '../../../storage/index.ts';

/** What a page has to say differently where an object's HEAD fails. */
export type HeadFailure =
  /** Not there; whether it ever was is not known. */
  | { kind: 'gone' }
  /** Deleted: older versions are there. */
  | { kind: 'deleted' }
  | { kind: 'version-gone' }
  /** The version that was asked for is one. */
  | { kind: 'delete-marker' }
  | { kind: 'denied'; permission: string }
  /** A key of one's own: it is missing, another, or not wanted. */
  | { kind: 'customer-key'; state: 'needed' | 'wrong' | 'refused' }
  | { kind: 'other' };

/** `isPlain`: the service knows nothing of S3's permissions. */
export function headFailure(error: unknown, versionId: string | undefined, isPlain = false): HeadFailure {
  if (!(error instanceof StorageError)) return { kind: 'other' };
  switch (error.code) {
    case 'no-such-key':
      if (error.deleteMarker) return { kind: 'deleted' };
      return { kind: versionId === undefined ? 'gone' : 'version-gone' };
    case 'no-such-version':
      return { kind: 'version-gone' };
    case 'delete-marker':
      return { kind: 'delete-marker' };
    case 'access-denied':
      if (isPlain) return { kind: 'other' };
      return {
        kind: 'denied',
        permission: versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion',
      };
    case 'customer-key-needed':
      return { kind: 'customer-key', state: 'needed' };
    case 'customer-key-wrong':
      return { kind: 'customer-key', state: 'wrong' };
    case 'customer-key-refused':
      return { kind: 'customer-key', state: 'refused' };
    default:
      return { kind: 'other' };
  }
}

/** Whether what was read before is no longer true, rather than only not confirmed. */
export const replacesWhatWasRead = (failure: HeadFailure) => failure.kind !== 'other';

/** Where the versions of the key are what is left to look at. */
export const hasOnlyVersions = ({ kind }: HeadFailure) =>
  kind === 'deleted' || kind === 'delete-marker' || kind === 'version-gone';
