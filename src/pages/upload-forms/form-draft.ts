import type { Pair } from '../../components/pairs-field.tsx';
import type { FormMatch, UploadFormInput } from '../../storage/index.ts';

export const sizeUnits = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 } as const;
export type SizeUnit = keyof typeof sizeUnits;

/** What one POST can bring: 5 GiB. User guide: "Uploading objects". */
export const maxFormFile = 5 * sizeUnits.GiB;

/** The builder as it is filled in. */
export interface FormDraft {
  keyKind: 'prefix' | 'exact';
  key: string;
  typeKind: 'any' | 'exact' | 'prefix';
  type: string;
  /** As typed; '' for no limit of this form's own. */
  min: string;
  minUnit: SizeUnit;
  max: string;
  maxUnit: SizeUnit;
  /** Undefined while what is typed is no expiry. */
  seconds: number | undefined;
  metadata: readonly Pair[];
  successStatus: 200 | 201 | 204;
}

export const emptyFormDraft: FormDraft = {
  keyKind: 'prefix',
  key: '',
  typeKind: 'any',
  type: '',
  ...{ min: '', minUnit: 'B', max: '', maxUnit: 'MiB' },
  seconds: 86_400,
  metadata: [],
  successStatus: 201,
};

export type FormDraftProblem =
  | 'needed'
  | 'segments' // `.` and `..`, which no address can carry
  | 'leading-slash'
  | 'file-name' // the variable that servers replace
  | 'no-type'
  | 'no-number'
  | 'too-large'
  | 'order'
  | 'name'
  | 'twice'
  | 'value';

export interface FormDraftProblems {
  key?: FormDraftProblem;
  type?: FormDraftProblem;
  min?: FormDraftProblem;
  max?: FormDraftProblem;
  /** By the pair's place. */
  metadata: Record<number, FormDraftProblem>;
}

// In two pieces, as it is no template of ours.
const fileNameVariable = '$' + '{filename}';

function keyProblem({ keyKind, key }: FormDraft): FormDraftProblem | undefined {
  // The whole bucket is a prefix too, but an exact key has to be one.
  if (key === '') return keyKind === 'exact' ? 'needed' : undefined;
  if (key.startsWith('/')) return 'leading-slash';
  if (key.includes(fileNameVariable)) return 'file-name';
  const segments = key.split('/');
  // The last segment of a prefix is only the beginning of a name.
  const whole = keyKind === 'prefix' ? segments.slice(0, -1) : segments;
  return whole.some((segment) => segment === '.' || segment === '..') ? 'segments' : undefined;
}

/** RFC 9110 §8.3.1, parameters left as they are. */
const wholeType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;[\x20-\x7e]*)?$/;
const beginningOfType = /^[\w!#$&^.+-]+(?:\/[\w!#$&^.+-]*)?$/;

function typeProblem({ typeKind, type }: FormDraft): FormDraftProblem | undefined {
  if (typeKind === 'any') return undefined;
  if (type.trim() === '') return 'needed';
  return (typeKind === 'exact' ? wholeType : beginningOfType).test(type.trim()) ? undefined : 'no-type';
}

/** Whole bytes, undefined for none, NaN for what is no size. */
function bytesOf(text: string, unit: SizeUnit): number | undefined {
  if (text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? Math.round(value * sizeUnits[unit]) : Number.NaN;
}

function sizeProblem(bytes: number | undefined): FormDraftProblem | undefined {
  if (Number.isNaN(bytes)) return 'no-number';
  return bytes !== undefined && bytes > maxFormFile ? 'too-large' : undefined;
}

function metadataProblems({ metadata }: FormDraft): Record<number, FormDraftProblem> {
  const problems: Record<number, FormDraftProblem> = {};
  const seen = new Set<string>();
  for (const [index, { key, value }] of metadata.entries()) {
    const lower = key.trim().toLowerCase();
    if (!/^[\w.-]+$/.test(lower)) problems[index] = lower === '' ? 'needed' : 'name';
    else if (seen.has(lower)) problems[index] = 'twice';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a header
    else if (/[\u0000-\u001f\u007f]/.test(value)) problems[index] = 'value';
    seen.add(lower);
  }
  return problems;
}

export function formProblems(draft: FormDraft): FormDraftProblems {
  const min = bytesOf(draft.min, draft.minUnit);
  const max = bytesOf(draft.max, draft.maxUnit);
  const isTurned = min !== undefined && max !== undefined && min > max;
  return {
    key: keyProblem(draft),
    type: typeProblem(draft),
    min: sizeProblem(min),
    max: sizeProblem(max) ?? (isTurned ? 'order' : undefined),
    metadata: metadataProblems(draft),
  };
}

/** Undefined while something is wrong. */
export function formInput(
  draft: FormDraft,
  place: { bucket: string; publicOrigin: string | undefined },
): UploadFormInput | undefined {
  const { metadata: pairs, ...problems } = formProblems(draft);
  const isWrong = Object.values(problems).some(Boolean) || Object.keys(pairs).length > 0;
  if (isWrong || draft.seconds === undefined) return undefined;
  const min = bytesOf(draft.min, draft.minUnit);
  const max = bytesOf(draft.max, draft.maxUnit);
  return {
    ...place,
    key: matchOf(draft.keyKind, draft.key),
    expiresIn: draft.seconds,
    contentType: draft.typeKind === 'any' ? undefined : matchOf(draft.typeKind, draft.type.trim()),
    size: min === undefined && max === undefined ? undefined : { min: min ?? 0, max: max ?? maxFormFile },
    metadata: Object.fromEntries(
      draft.metadata.map(({ key, value }) => [key.trim().toLowerCase(), value.trim()]),
    ),
    successStatus: draft.successStatus,
  };
}

const matchOf = (kind: 'exact' | 'prefix', text: string): FormMatch =>
  kind === 'exact' ? { exact: text } : { prefix: text };
