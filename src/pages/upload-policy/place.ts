import { fillVariables, type SampleFile, type WantPolicy } from '../../storage/index.ts';

/** What an upload asks for. */
export interface Asked {
  /** A folder as typed: with or without slashes at its ends. */
  dir: string;
  name: string;
  /** Bytes. */
  size: number;
  type: string;
  width?: number;
  height?: number;
}

export interface Surroundings {
  vars: Readonly<Record<string, string>>;
  now: Date;
  uuid: string;
}

export interface Place {
  dir: string;
  name: string;
  /** The key by S3. */
  key: string;
}

const defaultBodyType = 'application/x-www-form-urlencoded; charset=utf-8';

/** `/`, or `/a/b`: as the service writes a folder. */
export function normalDir(dir: string): string {
  const bare = dir.replace(/^\//, '').replace(/\/$/, '');
  return bare === '' ? '/' : `/${bare}`;
}

/** The prefix under which the file is asked for: '' or ending in a slash. */
export const prefixOf = (dir: string) => (normalDir(dir) === '/' ? '' : `${normalDir(dir).slice(1)}/`);

function sampleOf({ namespace }: WantPolicy, asked: Asked, { vars, now, uuid }: Surroundings): SampleFile {
  const { name, size, type, width, height } = asked;
  return { namespace, dir: normalDir(asked.dir), name, size, mimeType: type, width, height, vars, now, uuid };
}

/** Where a file comes to lie: the policy's own dir and name win over those that are asked for. */
export function placeOf(policy: WantPolicy, asked: Asked, surroundings: Surroundings): Place {
  const sample = sampleOf(policy, asked, surroundings);
  const dir = policy.dir === undefined ? sample.dir : normalDir(fillVariables(policy.dir, sample));
  const name = policy.name === undefined ? asked.name : fillVariables(policy.name, sample);
  return { dir, name, key: `${prefixOf(dir)}${name}` };
}

/** What the policy's texts come to for a file. */
export interface Filled extends Place {
  callbackBody?: string;
  returnBody?: string;
}

export function fillPolicy(policy: WantPolicy, asked: Asked, surroundings: Surroundings): Filled {
  const place = placeOf(policy, asked, surroundings);
  const { callbackUrl, callbackBody, returnBody, callbackBodyType = defaultBodyType } = policy;
  const stored = sampleOf(policy, { ...asked, ...place }, surroundings);
  return {
    ...place,
    ...(callbackUrl !== undefined &&
      callbackBody !== undefined && {
        callbackBody: fillVariables(callbackBody, escaped(stored, escapeFor(callbackBodyType))),
      }),
    ...(returnBody !== undefined && { returnBody: fillVariables(returnBody, escaped(stored, jsonEscape)) }),
  };
}

type Escape = (value: string) => string;

const jsonEscape: Escape = (value) => JSON.stringify(value).slice(1, -1);

/** The service writes a value so that the text around it stays what it is. */
function escapeFor(bodyType: string): Escape {
  if (/^application\/x-www-form-urlencoded\b/i.test(bodyType)) return encodeURIComponent;
  return /\bjson\b/i.test(bodyType) ? jsonEscape : (value) => value;
}

/** Numbers, dates and the uuid need none; the extension is a part of the name. */
const escaped = (file: SampleFile, write: Escape): SampleFile => ({
  ...file,
  namespace: write(file.namespace),
  dir: write(file.dir),
  name: write(file.name),
  mimeType: write(file.mimeType),
  vars: Object.fromEntries(Object.entries(file.vars ?? {}).map(([name, value]) => [name, write(value)])),
});
