import type { StorageDriver } from '../../../storage/index.ts';
import type { KeyProblem } from '../key-rules.ts';
import { keyProblem } from '../key-rules.ts';
import type { Collected, LocalFile } from './collect-files.ts';

type ObjectOperations = StorageDriver['objects'];

export interface Upload {
  file: File;
  key: string;
}

/** `twice`: two files of one drop have the same path, and one would overwrite the other. */
type Refusal = KeyProblem | 'refused-here' | 'twice' | 'unreadable';

/** What will be sent and what cannot be, decided before anything is. Files in = uploads + refused. */
export interface UploadPlan {
  /** Where it goes: '' or ending in '/'. */
  prefix: string;
  uploads: Upload[];
  refused: { path: string; refusal: Refusal }[];
  emptyFolders: string[];
  /** Keys of `uploads` that are on the server already. */
  existing: ReadonlySet<string>;
}

/** `refusesKey`: what this service has no words for, beyond S3's rules. */
export function planUpload(
  prefix: string,
  collected: Collected,
  { refusesKey }: Pick<ObjectOperations, 'refusesKey'> = {},
): UploadPlan {
  const uploads: Upload[] = [];
  const taken = new Set<string>();
  const refused: UploadPlan['refused'] = collected.unreadable.map(({ path }) => ({
    path,
    refusal: 'unreadable',
  }));
  for (const local of collected.files) {
    const key = prefix + local.path;
    const refusal = taken.has(key) ? 'twice' : refusalOf(key, local, refusesKey);
    if (refusal) {
      refused.push({ path: local.path, refusal });
    } else {
      taken.add(key);
      uploads.push({ file: local.file, key });
    }
  }
  return { prefix, uploads, refused, emptyFolders: collected.emptyFolders, existing: new Set() };
}

function refusalOf(
  key: string,
  { path }: LocalFile,
  refusesKey: ObjectOperations['refusesKey'],
): Refusal | undefined {
  if (path === '') return 'empty';
  return keyProblem(key) ?? (refusesKey?.(key) ? 'refused-here' : undefined);
}

/** What the person must be asked or told before the upload begins. */
export function needsReview(plan: UploadPlan): boolean {
  return plan.refused.length > 0 || plan.existing.size > 0;
}

/** The uploads that remain once the person has said what becomes of existing objects. */
export function chosenUploads(plan: UploadPlan, existing: 'replace' | 'skip'): Upload[] {
  return existing === 'replace' ? plan.uploads : plan.uploads.filter(({ key }) => !plan.existing.has(key));
}
