import type { CorsRule, CorsSetting } from '../cors/cors-setting.ts';
import { matchRule } from '../cors/match-rule.ts';
import type { RequestHeaders } from './request-headers.ts';
import { S3Error } from './s3-error.ts';

/** Two hours is the longest that Chromium keeps a preflight's answer. */
const preflightSeconds = 7200;

/** Written by Node itself, so not among the headers that are there when this is asked. */
const nodeHeaders = ['Connection', 'Keep-Alive', 'Transfer-Encoding'];

const preflightVary = 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers';

/** What an answer lets a page see of it: by the bucket's CORS configuration, where it has one. */
export function corsHeaders(
  { method, origin }: { method: string; origin: string | undefined },
  setting: CorsSetting | undefined,
  responseHeaders: Iterable<string>,
): Record<string, string> {
  if (setting === undefined) return openHeaders(responseHeaders);
  // A preflight's answer has said it all.
  if (method === 'OPTIONS') return {};
  const rule = origin === undefined ? undefined : matchRule(setting.rules, { origin, method, headers: [] });
  return { ...(rule && origin && ruleHeaders(rule, origin)), vary: 'Origin' };
}

/**
 * Every page may call the store, as its keys are the guard, and may read every header by name. The `*` beside
 * the names covers what a proxy on the way adds; browsers honour it for requests without cookies alone.
 */
function openHeaders(responseHeaders: Iterable<string>): Record<string, string> {
  const exposed = [...responseHeaders, ...nodeHeaders].map(canonicalName);
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': [...new Set(exposed), '*'].join(', '),
  };
}

/**
 * Answers `OPTIONS` for any path: where the bucket has no CORS configuration, whatever is asked for is allowed.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
 */
export function preflightHeaders(
  headers: RequestHeaders,
  setting: CorsSetting | undefined,
): Record<string, string> {
  const origin = headers.get('origin');
  const method = headers.get('access-control-request-method');
  if (origin === undefined || method === undefined) {
    throw new S3Error('BadRequest', 'Not a preflight: it takes Origin and Access-Control-Request-Method.');
  }
  const requested = headers.get('access-control-request-headers');
  const allowed =
    setting === undefined
      ? {
          'access-control-allow-methods': 'GET, HEAD, PUT, POST, DELETE',
          'access-control-max-age': String(preflightSeconds),
        }
      : allowedByRule(setting, origin, method, requested);
  return {
    ...allowed,
    ...(requested === undefined ? {} : { 'access-control-allow-headers': requested }),
    ...(headers.get('access-control-request-private-network') === 'true'
      ? { 'access-control-allow-private-network': 'true' }
      : {}),
    vary: preflightVary,
  };
}

function allowedByRule(
  { rules }: CorsSetting,
  origin: string,
  method: string,
  requested: string | undefined,
): Record<string, string> {
  const names = (requested ?? '').split(',').map((name) => name.trim());
  const rule = matchRule(rules, { origin, method, headers: names.filter((name) => name !== '') });
  if (rule !== undefined) return ruleHeaders(rule, origin);
  throw new S3Error(
    'AccessForbidden',
    "No rule of the bucket's CORS configuration allows this origin, method and headers.",
    { Method: method },
    { vary: preflightVary },
  );
}

/** Credentials are allowed to a page that is named, as browsers refuse them beside `*`. */
function ruleHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const isForAll = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isForAll ? '*' : origin,
    ...(isForAll ? {} : { 'access-control-allow-credentials': 'true' }),
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(rule.exposeHeaders.length === 0
      ? {}
      : { 'access-control-expose-headers': rule.exposeHeaders.join(', ') }),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

const canonicalName = (name: string) =>
  name.toLowerCase() === 'etag' ? 'ETag' : name.replace(/(?<=^|-)[a-z]/g, (letter) => letter.toUpperCase());
