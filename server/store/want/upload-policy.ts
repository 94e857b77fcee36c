import { decodeBase64Json } from './base64.ts';
import { invalidArgument, WantError } from './want-error.ts';

/** What an upload token allows. */
export interface UploadPolicy {
  namespace: string;
  /** Whether a file that is there already is kept. */
  insertOnly: boolean;
  /** May hold magic variables; wins over the form's field. */
  dir?: string;
  name?: string;
  /** Bytes. */
  sizeLimit?: number;
  /** Such as `image/*` and `video/mp4`, in lower case. */
  mimeLimit?: readonly string[];
  /** Whether the type is told from the content. */
  detectMime: boolean;
  callback?: PolicyCallback;
  returnUrl?: string;
  returnBody?: string;
}

export interface PolicyCallback {
  url: string;
  /** The Host header, where it is not that of the URL. */
  host?: string;
  /** May hold magic variables. */
  body: string;
  bodyType: string;
}

const keys = new Set(
  `namespace bucket expiration insertOnly dir name sizeLimit mimeLimit detectMime callbackUrl callbackHost
  callbackBody callbackBodyType returnUrl returnBody`.split(/\s+/),
);

const formBodyType = 'application/x-www-form-urlencoded; charset=utf-8';

/** Sent where the policy names a callback and no body for it. */
const defaultCallbackBody = ['namespace', 'dir', 'name', 'size', 'mimeType']
  .map((name) => `${name}=$\{${name}}`)
  .join('&');

/**
 * Reads the policy of a token whose signature was checked. An unknown key is refused, as the SDKs do: it may be a
 * limit that would go unheeded. `now` is Unix ms.
 */
export function parseUploadPolicy(encodedPolicy: string, now: number): UploadPolicy {
  const policy = decodeBase64Json(encodedPolicy);
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) {
    throw new WantError('InvalidToken', 'The policy of the upload token is no JSON object.');
  }
  // SDKs write what was not given as null or as an empty text.
  const given = Object.entries(policy).filter(([, value]) => value !== null && value !== '');
  const unknown = given.find(([key]) => !keys.has(key));
  if (unknown !== undefined) throw invalidArgument(`invalid policy key : ${unknown[0]}`);
  const values = new Map<string, unknown>(given);
  checkExpiration(values, now);
  const mimeLimit = optionalText(values, 'mimeLimit')
    ?.toLowerCase()
    .split(/[;,]/)
    .map((type) => type.trim())
    .filter((type) => type !== '');
  return {
    namespace: namespaceOf(values),
    insertOnly: flag(values, 'insertOnly'),
    dir: optionalText(values, 'dir'),
    name: optionalText(values, 'name'),
    sizeLimit: sizeLimit(values),
    mimeLimit,
    detectMime: flag(values, 'detectMime'),
    callback: callbackOf(values),
    returnUrl: optionalUrl(values, 'returnUrl'),
    returnBody: optionalText(values, 'returnBody'),
  };
}

function checkExpiration(values: ReadonlyMap<string, unknown>, now: number): void {
  const expiration = wholeNumber(values, 'expiration');
  if (expiration === undefined) throw invalidArgument('expiration is empty');
  if (expiration !== -1 && expiration <= now) {
    throw new WantError('TokenExpired', 'The upload token is no longer valid.');
  }
}

function namespaceOf(values: ReadonlyMap<string, unknown>): string {
  const [namespace, bucket] = [optionalText(values, 'namespace'), optionalText(values, 'bucket')];
  const found = namespace ?? bucket;
  if (found === undefined) throw invalidArgument('namespace is empty');
  if (bucket !== undefined && bucket !== found) {
    throw invalidArgument('The policy names a namespace and another bucket.');
  }
  return found;
}

function sizeLimit(values: ReadonlyMap<string, unknown>): number | undefined {
  const limit = wholeNumber(values, 'sizeLimit');
  if (limit !== undefined && limit < 0) throw invalidArgument('sizeLimit is a number of bytes.');
  return limit;
}

function callbackOf(values: ReadonlyMap<string, unknown>): PolicyCallback | undefined {
  const url = optionalUrl(values, 'callbackUrl');
  const host = optionalText(values, 'callbackHost');
  const bodyType = optionalText(values, 'callbackBodyType') ?? formBodyType;
  if (host !== undefined && !/^[A-Za-z0-9.:[\]-]+$/.test(host))
    throw invalidArgument('callbackHost is no host.');
  if (!/^[\x20-\x7e]+$/.test(bodyType)) throw invalidArgument('callbackBodyType is no media type.');
  if (url === undefined) return undefined;
  return { url, host, body: optionalText(values, 'callbackBody') ?? defaultCallbackBody, bodyType };
}

/** 0 or 1; 0 where it is left out. */
function flag(values: ReadonlyMap<string, unknown>, key: string): boolean {
  const value = wholeNumber(values, key) ?? 0;
  if (value !== 0 && value !== 1) throw invalidArgument(`${key} is 0 or 1.`);
  return value === 1;
}

/** SDKs of languages without number types write numbers as texts. */
function wholeNumber(values: ReadonlyMap<string, unknown>, key: string): number | undefined {
  const value = values.get(key);
  if (value === undefined) return undefined;
  const number = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
  if (!Number.isSafeInteger(number)) throw invalidArgument(`${key} is a whole number.`);
  return number as number;
}

function optionalText(values: ReadonlyMap<string, unknown>, key: string): string | undefined {
  const value = values.get(key);
  if (value !== undefined && typeof value !== 'string') throw invalidArgument(`${key} is a text.`);
  return value;
}

function optionalUrl(values: ReadonlyMap<string, unknown>, key: string): string | undefined {
  const value = optionalText(values, key);
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw invalidArgument(`${key} is an http or https URL.`);
  }
  return url.href;
}
