import type { Pair } from '../../../../components/pairs-field.tsx';
import {
  metadataBytes,
  objectTagLimits,
  type Retention,
  type TagProblem,
  tagProblem,
  type WriteOptions,
} from '../../../../storage/index.ts';
import { parseCustomerKey } from '../../../shared/customer-keys/parse-customer-key.ts';

export type EncryptionChoice = 'default' | 'sse-s3' | 'sse-kms' | 'sse-c';
export type RetentionChoice = 'none' | Retention['mode'];

/** What stands in the fields. Times are as `datetime-local` fields write them: of this machine's zone. */
export interface OptionsDraft {
  contentType: string;
  cacheControl: string;
  contentDisposition: string;
  contentEncoding: string;
  contentLanguage: string;
  expires: string;
  metadata: readonly Pair[];
  tags: readonly Pair[];
  storageClass: string;
  encryption: EncryptionChoice;
  kmsKeyId: string;
  customerKey: string;
  /** The person said that they have the key elsewhere too. */
  keyKept: boolean;
  retention: RetentionChoice;
  until: string;
  legalHold: boolean;
}

export const headerFields = [
  'contentType',
  'cacheControl',
  'contentDisposition',
  'contentEncoding',
  'contentLanguage',
] as const;

export const emptyDraft: OptionsDraft = {
  contentType: '',
  cacheControl: '',
  contentDisposition: '',
  contentEncoding: '',
  contentLanguage: '',
  expires: '',
  metadata: [],
  tags: [],
  storageClass: '',
  encryption: 'default',
  kmsKeyId: '',
  customerKey: '',
  keyKept: false,
  retention: 'none',
  until: '',
  legalHold: false,
};

/** S3 User Guide, "Working with object metadata": names and values together. */
export const mostMetadataBytes = 2048;

type MetadataProblem = 'name-missing' | 'name-characters' | 'name-twice';

export interface DraftProblems {
  /** Header fields that hold what a header cannot. */
  headers: readonly (typeof headerFields)[number][];
  expires: boolean;
  metadata: readonly (MetadataProblem | undefined)[];
  /** Bytes, where they are too many. */
  metadataBytes?: number;
  tags: readonly (TagProblem | undefined)[];
  tooManyTags: boolean;
  storageClass: boolean;
  kmsKeyId: boolean;
  customerKey?: 'empty' | 'neither' | 'length';
  keyNotKept: boolean;
  until?: 'missing' | 'past';
}

/** Everything that keeps the draft from being used; `now` in ms. */
export function draftProblems(draft: OptionsDraft, now: number): DraftProblems {
  const metadata = written(draft.metadata);
  const tags = written(draft.tags);
  const bytes = metadataBytes(recordOf(metadata));
  const key = draft.encryption === 'sse-c' ? parseCustomerKey(draft.customerKey) : undefined;
  return {
    headers: headerFields.filter((field) => !isHeaderText(draft[field].trim())),
    expires: draft.expires !== '' && timeOf(draft.expires) === undefined,
    metadata: draft.metadata.map((pair) =>
      metadata.includes(pair) ? metadataProblem(pair, metadata.slice(0, metadata.indexOf(pair))) : undefined,
    ),
    metadataBytes: bytes > mostMetadataBytes ? bytes : undefined,
    tags: draft.tags.map((tag) =>
      tags.includes(tag) ? tagProblem(tag, tags.indexOf(tag), tags) : undefined,
    ),
    tooManyTags: tags.length > objectTagLimits.tags,
    storageClass: !/^[\w-]*$/.test(draft.storageClass.trim()),
    kmsKeyId: draft.encryption === 'sse-kms' && !isHeaderText(draft.kmsKeyId.trim()),
    customerKey: key?.kind === 'problem' ? key.problem : undefined,
    keyNotKept: key?.kind === 'key' && !draft.keyKept,
    until: draft.retention === 'none' ? undefined : untilProblem(draft.until, now),
  };
}

export function isUsable(problems: DraftProblems): boolean {
  const { headers, metadata, tags, ...others } = problems;
  return (
    headers.length === 0 &&
    [...metadata, ...tags].every((problem) => problem === undefined) &&
    Object.values(others).every((problem) => problem === undefined || problem === false)
  );
}

/** What goes with each upload; undefined where the draft says nothing. Of a draft that is usable. */
export function toWriteOptions(draft: OptionsDraft): WriteOptions | undefined {
  const options: WriteOptions = {};
  for (const field of headerFields) {
    const text = draft[field].trim();
    if (text !== '') options[field] = text;
  }
  options.expires = timeOf(draft.expires);
  const metadata = written(draft.metadata);
  if (metadata.length > 0) options.metadata = recordOf(metadata);
  const tags = written(draft.tags);
  if (tags.length > 0) options.tags = tags.map(({ key, value }) => ({ key, value }));
  options.storageClass = draft.storageClass.trim() || undefined;
  options.encryption = encryptionOf(draft);
  const until = timeOf(draft.until);
  if (draft.retention !== 'none' && until) options.retention = { mode: draft.retention, until };
  if (draft.legalHold) options.legalHold = true;
  const said = Object.entries(options).filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/** What the strip counts up, in this order. */
export const optionGroups = [
  'content',
  'metadata',
  'tags',
  'class',
  'encryption',
  'retention',
  'hold',
] as const;

export function groupsOf(options: WriteOptions): (typeof optionGroups)[number][] {
  const has = {
    content: headerFields.some((field) => options[field] !== undefined) || options.expires !== undefined,
    metadata: options.metadata !== undefined,
    tags: options.tags !== undefined,
    class: options.storageClass !== undefined,
    encryption: options.encryption !== undefined,
    retention: options.retention !== undefined,
    hold: options.legalHold === true,
  };
  return optionGroups.filter((group) => has[group]);
}

/** Rows in which nobody wrote anything are none. */
const written = (pairs: readonly Pair[]) => pairs.filter(({ key, value }) => key !== '' || value !== '');

const recordOf = (pairs: readonly Pair[]) =>
  Object.fromEntries(pairs.map(({ key, value }) => [key.toLowerCase(), value]));

/** RFC 9110 field values, as far as every browser sends them: visible ASCII and blanks. */
const isHeaderText = (text: string) => /^[\x20-\x7e]*$/.test(text);

/** The name becomes part of a header's name, which is a token (RFC 9110, 5.6.2), and headers know no capitals. */
function metadataProblem({ key }: Pair, earlier: readonly Pair[]): MetadataProblem | undefined {
  if (key === '') return 'name-missing';
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(key)) return 'name-characters';
  const twice = earlier.some((pair) => pair.key.toLowerCase() === key.toLowerCase());
  return twice ? 'name-twice' : undefined;
}

function untilProblem(text: string, now: number): DraftProblems['until'] {
  const until = timeOf(text);
  if (until === undefined) return 'missing';
  return until.getTime() <= now ? 'past' : undefined;
}

function encryptionOf({ encryption, kmsKeyId, customerKey }: OptionsDraft): WriteOptions['encryption'] {
  if (encryption === 'default') return undefined;
  if (encryption === 'sse-s3') return { kind: encryption };
  if (encryption === 'sse-kms') return { kind: encryption, keyId: kmsKeyId.trim() || undefined };
  const parsed = parseCustomerKey(customerKey);
  return parsed.kind === 'key' ? { kind: encryption, customerKey: parsed.key } : undefined;
}

export function timeOf(local: string): Date | undefined {
  const time = new Date(local);
  return local === '' || Number.isNaN(time.getTime()) ? undefined : time;
}
