import {
  type ServerIdentity,
  type SettingDocument,
  type SettingValues,
  StorageError,
} from '../../../storage/index.ts';
import type { CopyMode } from './copy-dialog.tsx';

/** What is known of a bucket; undefined where it may not be seen, or has not been answered yet. */
export interface BucketKnowledge {
  isVersioned: boolean | undefined;
  hasLock: boolean | undefined;
}

interface Answer<Value> {
  data: SettingDocument<Value> | undefined;
  error: unknown;
}

export function knowledgeOf(
  versioning: Answer<SettingValues['versioning']>,
  lock: Answer<SettingValues['object-lock']>,
): BucketKnowledge {
  return {
    isVersioned: isSet(versioning, (value) => value.status === 'Enabled'),
    hasLock: isSet(lock, () => true),
  };
}

function isSet<Value>({ data, error }: Answer<Value>, holds: (value: Value) => boolean): boolean | undefined {
  if (data) return data.value !== undefined && holds(data.value);
  return error instanceof StorageError && error.code === 'not-supported' ? false : undefined;
}

export type CopyNote = 'verified' | 'move' | 'moveVersioned' | 'noLock' | 'noLockMove' | 'race' | 'hidden';

/** What a person should know of this copy before it begins. */
export function copyNotes(about: {
  mode: CopyMode;
  here: BucketKnowledge;
  there: BucketKnowledge;
  server: Pick<ServerIdentity, 'software' | 'seesAllHeaders'> | undefined;
  /** What is in the way is replaced: nobody else's object is looked out for. */
  replaces: boolean;
  /** Something is too large for one request. */
  byParts: boolean;
}): CopyNote[] {
  const { mode, here, there, server, replaces, byParts } = about;
  const notes: CopyNote[] = ['verified'];
  const isMove = mode !== 'copy';
  if (isMove) notes.push('move');
  if (isMove && here.isVersioned) notes.push('moveVersioned');
  if (here.hasLock && there.hasLock === false) notes.push(isMove ? 'noLockMove' : 'noLock');
  if (!replaces && /minio/i.test(server?.software ?? '')) notes.push('race');
  // User metadata has any name, and a CORS rule shows headers by theirs.
  if (byParts && !server?.seesAllHeaders) notes.push('hidden');
  return notes;
}
