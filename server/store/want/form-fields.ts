import type { FormField } from '../forms/multipart-form.ts';
import { headerControls } from '../http/object-headers.ts';
import { invalidArgument } from './want-error.ts';

/** The fields of an upload's form. Empty ones count as left out: SDKs send those for what their caller left out. */
export interface UploadFields {
  dir?: string;
  name?: string;
  /** Bytes of the content. */
  size?: number;
  /** Lower-case hex. */
  md5?: string;
  /** By lower-case name; values are bytes as Latin-1 characters, as those of headers are. */
  metadata: Map<string, string>;
  /** The caller's variables. */
  vars: Map<string, string>;
}

const maxMetadataNameLength = 100;

/**
 * Metadata come as `meta-K`, as `metaK` (the Python SDK) or as the JSON object of a bare `meta` (the Node SDK), variables
 * as `var-K`, `varK` or `var`. A bare field whose text is no object names nothing, so there is nothing to keep.
 */
export function uploadFields(fields: readonly FormField[]): UploadFields {
  const metadata = new Map<string, string>();
  for (const [name, value] of namedValues(fields, 'meta'))
    metadata.set(metadataName(name), headerBytes(value));
  return {
    dir: fieldValue(fields, 'dir'),
    name: fieldValue(fields, 'name'),
    size: wholeNumber(fields, 'size'),
    md5: md5Field(fields),
    metadata,
    vars: new Map(namedValues(fields, 'var')),
  };
}

export function fieldValue(fields: readonly FormField[], name: string): string | undefined {
  const value = fields.find((field) => field.name === name)?.value;
  return value === '' ? undefined : value;
}

export function requiredField(fields: readonly FormField[], name: string): string {
  const value = fieldValue(fields, name);
  if (value === undefined) throw invalidArgument(`${name} is empty`);
  return value;
}

export function wholeNumber(fields: readonly FormField[], name: string): number | undefined {
  const value = fieldValue(fields, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,15}$/.test(value)) throw invalidArgument(`${name} is a whole number.`);
  return Number(value);
}

export function md5Field(fields: readonly FormField[]): string | undefined {
  const value = fieldValue(fields, 'md5')?.toLowerCase();
  // What SDKs write for a digest that their caller did not give.
  if (value === undefined || value === 'none' || value === 'null' || value === 'undefined') return undefined;
  if (!/^[0-9a-f]{32}$/.test(value)) throw invalidArgument('md5 is 32 hex digits.');
  return value;
}

function* namedValues(fields: readonly FormField[], prefix: string): Generator<[string, string]> {
  for (const { name, value } of fields) {
    if (!name.startsWith(prefix)) continue;
    const rest = name.slice(prefix.length).replace(/^-/, '');
    if (rest === '') yield* objectEntries(value);
    else yield [rest, value];
  }
}

function objectEntries(json: string): [string, string][] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, entry]) => [
    name,
    typeof entry === 'string' ? entry : JSON.stringify(entry),
  ]);
}

function metadataName(name: string): string {
  if (!/^[A-Za-z0-9._-]+$/.test(name) || name.length > maxMetadataNameLength) {
    throw invalidArgument('A name of metadata has letters, digits, dots, hyphens and underscores.');
  }
  return name.toLowerCase();
}

function headerBytes(value: string): string {
  if (headerControls.test(value)) throw invalidArgument('Metadata hold no control characters.');
  return Buffer.from(value, 'utf8').toString('latin1');
}
