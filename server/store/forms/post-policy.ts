import type { Profile } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';

/** A form's fields by lower-case name, `bucket` among them: that is the one that the form was posted to. */
export type FormFields = ReadonlyMap<string, string>;

export interface PostPolicy {
  /** Unix ms. */
  expiration: number;
  conditions: readonly FieldCondition[];
  /** Of the file; what several conditions leave of it where there are several. */
  length: LengthRange;
}

interface FieldCondition {
  operator: 'eq' | 'starts-with';
  /** In lower case, without `$`. */
  field: string;
  value: string;
}

/** In bytes, both ends included. */
interface LengthRange {
  min: number;
  max: number;
}

/** What no condition need name: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
const uncovered = /^(?:x-amz-signature$|file$|policy$|x-ignore-)/;
/** MinIO lets these go too. */
const uncoveredInMinio = /^(?:content-encoding$|x-amz-server-side-encryption|x-amz-(?:sdk-)?checksum-)/;

/**
 * Reads the `policy` field of a form: base64 of JSON. Whether it holds is checked by `checkPostPolicy`.
 * Throws InvalidPolicyDocument.
 */
export function parsePostPolicy(policyBase64: string): PostPolicy {
  const document = parseDocument(policyBase64);
  const { expiration, conditions } = document;
  if (typeof expiration !== 'string') throw invalidPolicy('it has no expiration');
  if (!Array.isArray(conditions)) throw invalidPolicy('it has no list of conditions');
  const other = Object.keys(document).find((name) => name !== 'expiration' && name !== 'conditions');
  if (other !== undefined) throw invalidPolicy(`it has ${other}, which is neither expiration nor conditions`);
  const fieldConditions: FieldCondition[] = [];
  const length = { min: 0, max: Number.POSITIVE_INFINITY };
  for (const condition of conditions) {
    const range = lengthRange(condition);
    if (range === undefined) {
      fieldConditions.push(fieldCondition(condition));
    } else {
      length.min = Math.max(length.min, range.min);
      length.max = Math.min(length.max, range.max);
    }
  }
  return { expiration: parseTime(expiration), conditions: fieldConditions, length };
}

/** Throws AccessDenied for a form that its policy does not allow. `now` is Unix ms. */
export function checkPostPolicy(
  policy: PostPolicy,
  fields: FormFields,
  { now, profile }: { now: number; profile: Profile },
): void {
  if (now >= policy.expiration) throw refused('Policy expired.');
  for (const condition of policy.conditions) {
    if (holds(condition, fields)) continue;
    const { operator, field, value } = condition;
    throw refused(`Policy Condition failed: ${JSON.stringify([operator, `$${field}`, value])}`);
  }
  const covered = new Set(policy.conditions.map(({ field }) => field));
  const extra = [...fields.keys()].filter(
    (name) =>
      !covered.has(name) && !uncovered.test(name) && !(profile === 'minio' && uncoveredInMinio.test(name)),
  );
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
}

/** Throws for a file that has this many bytes; `isWhole` says that no more of them come. */
export function checkFileLength({ length: { min, max } }: PostPolicy, bytes: number, isWhole: boolean): void {
  if (bytes > max) {
    throw new S3Error('EntityTooLarge', 'The file is larger than the policy allows.', {
      ProposedSize: String(bytes),
      MaxSizeAllowed: String(max),
    });
  }
  if (isWhole && bytes < min) {
    throw new S3Error('EntityTooSmall', 'The file is smaller than the policy allows.', {
      ProposedSize: String(bytes),
      MinSizeAllowed: String(min),
    });
  }
}

function parseDocument(policyBase64: string): Record<string, unknown> {
  const text = Buffer.from(policyBase64, 'base64').toString('utf8');
  // A policy may escape a dollar and a vertical tab, which JSON itself has no escapes for.
  const json = text.replace(/\\(.)/gs, (sequence, character) =>
    character === '$' ? '$' : character === 'v' ? '\\u000b' : sequence,
  );
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    throw invalidPolicy('it is not JSON in base64');
  }
  if (!isRecord(document)) throw invalidPolicy('it is not an object');
  return document;
}

function parseTime(text: string): number {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text);
  const time = isTime ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw invalidPolicy('its expiration is no time like 2030-01-31T12:00:00.000Z');
  return time;
}

function lengthRange(condition: unknown): LengthRange | undefined {
  if (!Array.isArray(condition) || operatorOf(condition) !== 'content-length-range') return undefined;
  const [min, max] = condition.slice(1).map(parseLength);
  if (condition.length !== 3 || min === undefined || max === undefined) {
    throw invalidPolicy('content-length-range takes two numbers of bytes');
  }
  return { min, max };
}

/** Clients that build policies from text send numbers as strings. */
function parseLength(bound: unknown): number | undefined {
  const isLength = typeof bound === 'number' ? Number.isInteger(bound) && bound >= 0 : isDigits(bound);
  return isLength ? Number(bound) : undefined;
}

/** `{"field": "value"}` is the short form of `["eq", "$field", "value"]`. */
function fieldCondition(condition: unknown): FieldCondition {
  if (Array.isArray(condition)) {
    const operator = operatorOf(condition);
    const [, field, value] = condition;
    if (operator !== 'eq' && operator !== 'starts-with') {
      throw invalidPolicy('the operators are eq, starts-with and content-length-range');
    }
    if (condition.length !== 3 || typeof field !== 'string' || !/^\$./.test(field)) {
      throw invalidPolicy(`${operator} takes a $field and a value`);
    }
    return { operator, field: field.slice(1).toLowerCase(), value: conditionText(value) };
  }
  const [pair, ...more] = isRecord(condition) ? Object.entries(condition) : [];
  if (pair === undefined || more.length > 0) {
    throw invalidPolicy('a condition is a list or an object of exactly one field');
  }
  return { operator: 'eq', field: pair[0].toLowerCase(), value: conditionText(pair[1]) };
}

function conditionText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw invalidPolicy('the value of a condition is text');
}

function holds({ operator, field, value }: FieldCondition, fields: FormFields): boolean {
  const sent = fields.get(field);
  if (operator === 'eq') return sent === value;
  // Any value will do, and none.
  if (value === '') return true;
  if (sent === undefined) return false;
  // Of several content types each must be of the wanted kind.
  const values = field === 'content-type' ? sent.split(',') : [sent];
  return values.every((one) => one.startsWith(value));
}

const operatorOf = (condition: readonly unknown[]) => String(condition[0]).toLowerCase();
const isDigits = (value: unknown) => typeof value === 'string' && /^\d{1,15}$/.test(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const invalidPolicy = (what: string) =>
  new S3Error('InvalidPolicyDocument', `Invalid Policy: ${what}.`).orInMinio('PostPolicyInvalidKeyName');

const refused = (why: string) => new S3Error('AccessDenied', `Invalid according to Policy: ${why}`);
