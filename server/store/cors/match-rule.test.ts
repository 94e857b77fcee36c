import { expect, it } from 'vitest';
import type { CorsRule } from './cors-setting.ts';
import { type CorsRequest, matchRule } from './match-rule.ts';

const rule = (id: string, rest: Partial<CorsRule>): CorsRule => ({
  id,
  allowedOrigins: ['*'],
  allowedMethods: ['GET'],
  allowedHeaders: [],
  exposeHeaders: [],
  ...rest,
});

const rules = [
  rule('one-page', {
    allowedOrigins: ['https://a.example', 'https://b.example'],
    allowedMethods: ['GET', 'PUT'],
  }),
  rule('subdomains', {
    allowedOrigins: ['https://*.example.org'],
    allowedMethods: ['DELETE'],
    allowedHeaders: ['x-amz-*', 'Content-Type', '*-suffix'],
  }),
  rule('any-port', {
    allowedOrigins: ['http://localhost:*'],
    allowedMethods: ['POST'],
    allowedHeaders: ['*'],
  }),
  rule('everyone', { allowedMethods: ['GET', 'HEAD'], allowedHeaders: ['authorization'] }),
  rule('same-later', { allowedMethods: ['GET'] }),
];

it.each<Omit<CorsRequest, 'headers'> & { headers?: string[]; found: string | undefined }>([
  { origin: 'https://a.example', method: 'GET', found: 'one-page' },
  { origin: 'https://b.example', method: 'PUT', found: 'one-page' },
  { origin: 'https://A.example', method: 'PUT', found: undefined },
  { origin: 'http://a.example', method: 'PUT', found: undefined },
  { origin: 'https://a.example:8080', method: 'PUT', found: undefined },
  { origin: 'https://a.example', method: 'PUT', headers: ['content-type'], found: undefined },
  { origin: 'https://a.example', method: 'GET', headers: ['Authorization'], found: 'everyone' },
  { origin: 'https://x.y.example.org', method: 'DELETE', found: 'subdomains' },
  { origin: 'https://.example.org', method: 'DELETE', found: 'subdomains' },
  { origin: 'https://example.org', method: 'DELETE', found: undefined },
  { origin: 'https://x.example.org.evil', method: 'DELETE', found: undefined },
  {
    origin: 'https://x.example.org',
    method: 'DELETE',
    headers: ['X-Amz-Date', 'content-type'],
    found: 'subdomains',
  },
  { origin: 'https://x.example.org', method: 'DELETE', headers: ['a-suffix', 'x-amz-'], found: 'subdomains' },
  { origin: 'https://x.example.org', method: 'DELETE', headers: ['x-amz-date', 'x-other'], found: undefined },
  { origin: 'http://localhost:5173', method: 'POST', headers: ['anything', 'else'], found: 'any-port' },
  { origin: 'null', method: 'HEAD', found: 'everyone' },
  { origin: 'null', method: 'GET', found: 'everyone' },
  { origin: 'https://a.example', method: 'get', found: undefined },
  { origin: 'https://a.example', method: 'OPTIONS', found: undefined },
])('$method from $origin with $headers: $found', ({ found, headers = [], ...request }) => {
  expect(matchRule(rules, { ...request, headers })?.id).toBe(found);
});

it('takes a pattern no longer than its own parts for none', () => {
  expect(
    matchRule([rule('r', { allowedOrigins: ['ab*ba'] })], { origin: 'aba', method: 'GET', headers: [] }),
  ).toBe(undefined);
});

it('finds nothing among no rules', () => {
  expect(matchRule([], { origin: 'https://a.example', method: 'GET', headers: [] })).toBeUndefined();
});
