import type { WantPolicy } from '../../storage/index.ts';
import { type Asked, type Place, placeOf, type Surroundings } from './place.ts';

/** What a form can bring in one request; above it a file goes in blocks. */
export const maxSingle = 10 * 1024 ** 2;
/** A service takes no more blocks, and none larger than 10 MiB. */
const maxFile = 10_000 * maxSingle;

type Refusal =
  | 'expired'
  | 'name-empty'
  | 'name'
  | 'too-long'
  | 'too-large'
  | 'too-large-for-blocks'
  | 'type'
  /** The place depends on the size, which is not known when the first block goes. */
  | 'size-in-name'
  | 'twice';

export interface Checked {
  place: Place;
  /** Known, once it was asked for: a file lies there already. */
  isThere?: boolean;
  refusal?: Refusal;
}

/** Each file with where it goes, or why it is not sent; decided before anything is. `now` of `surroundings` counts. */
export function checkUploads(
  policy: WantPolicy,
  files: readonly Asked[],
  surroundings: Omit<Surroundings, 'uuid'>,
): Checked[] {
  const taken = new Set<string>();
  return files.map((asked, index) => {
    // Each upload has a uuid of its own.
    const place = placeOf(policy, asked, { ...surroundings, uuid: uuidOf(index) });
    const refusal =
      refusalOf(policy, asked, place, surroundings.now) ?? (taken.has(place.key) ? 'twice' : undefined);
    if (refusal === undefined) taken.add(place.key);
    return refusal === undefined ? { place } : { place, refusal };
  });
}

function refusalOf(policy: WantPolicy, asked: Asked, place: Place, now: Date): Refusal | undefined {
  const { expiration, sizeLimit, mimeLimit, detectMime } = policy;
  if (expiration !== -1 && expiration <= now.getTime()) return 'expired';
  if (place.name === '' || asked.name === '') return 'name-empty';
  // What is asked for goes with the upload even where the policy has a name of its own.
  if (isNoName(asked.name) || isNoName(place.name) || isNoDir(asked.dir) || isNoDir(place.dir)) return 'name';
  if (new TextEncoder().encode(place.key).length > 1024) return 'too-long';
  if (sizeLimit !== undefined && asked.size > sizeLimit) return 'too-large';
  if (asked.size > maxFile) return 'too-large-for-blocks';
  if (asked.size > maxSingle && [policy.dir, policy.name].some(needsSize)) return 'size-in-name';
  // The content decides there; and a type that the browser does not know may be known to the service.
  if (detectMime === 1 || asked.type === '' || isAllowed(asked.type, mimeLimit)) return undefined;
  return 'type';
}

/** Stands for the one that the service makes. */
const uuidOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const isNoName = (name: string) => name.includes('/') || isNoSegment(name);
const isNoDir = (dir: string) => {
  const bare = dir.replace(/^\//, '').replace(/\/$/, '');
  return bare !== '' && bare.split('/').some((segment) => segment === '' || isNoSegment(segment));
};
const isNoSegment = (segment: string) =>
  /^\.{1,2}$/.test(segment) || /[\p{Cc}\\]|\p{Surrogate}/u.test(segment);

const needsSize = (template: string | undefined) =>
  template !== undefined && /\$\{(?:size|fileSize|filesize)\}/.test(template);

/** `limit`: such as `image/*;video/mp4`. */
function isAllowed(type: string, limit: string | undefined): boolean {
  if (limit === undefined) return true;
  const [bare = ''] = type.toLowerCase().split(';');
  const [group] = bare.split('/');
  const allowed = limit
    .toLowerCase()
    .split(/[;,]/)
    .map((each) => each.trim());
  return allowed.some((each) => ['*', '*/*', `${group}/*`, bare.trim()].includes(each));
}

/** The service makes up a part of the place, or finds it in the content. */
export const isUnforeseen = ({ dir = '', name = '' }: Pick<WantPolicy, 'dir' | 'name'>): boolean =>
  [dir, name].some((text) => /\$\{(?:uuid|width|height|mimeType)\}/.test(text));
