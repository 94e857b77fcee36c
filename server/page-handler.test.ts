import { describe, expect, it } from 'vitest';
import { pageHandler } from './page-handler.ts';

const secret = 'not-for-strangers';
const embeddedStore = {
  port: 7351,
  region: 'us-east-1',
  credentials: { accessKeyId: 'pail', secretAccessKey: secret },
};
const site = async () => new Response('the page');
const hostNames = new Set(['localhost', '127.0.0.1', '::1']);
const handler = pageHandler({ hostNames, site, embeddedStore });

const own = { host: '127.0.0.1:7350', 'x-pail': '1', 'sec-fetch-site': 'same-origin' };

function ask(
  headers: Record<string, string>,
  { path = '/pail/embedded-store', method = 'GET', peerAddress = '127.0.0.1', answer = handler } = {},
): Promise<Response> {
  return answer({ request: new Request(`http://page.invalid${path}`, { method, headers }), peerAddress });
}

describe('GET /pail/embedded-store', () => {
  it.each([
    { host: '127.0.0.1:7350', endpoint: 'http://127.0.0.1:7351' },
    { host: 'localhost:7350', endpoint: 'http://localhost:7351' },
    { host: '[::1]:7350', endpoint: 'http://[::1]:7351' },
  ])('gives the page on $host its store', async ({ host, endpoint }) => {
    const response = await ask({ ...own, host });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      endpoint,
      region: 'us-east-1',
      accessKeyId: 'pail',
      secretAccessKey: secret,
    });
  });

  it.each([
    { why: 'an old browser without fetch metadata', headers: { host: own.host, 'x-pail': '1' } },
    { why: 'our own Origin', headers: { ...own, origin: 'http://127.0.0.1:7350' } },
  ])('answers $why', async ({ headers }) => {
    expect((await ask(headers)).status).toBe(200);
  });

  it.each([
    { why: 'a foreign Host', headers: { ...own, host: 'evil.test:7350' } },
    { why: 'a Host with a look-alike', headers: { ...own, host: 'localhost.evil.test' } },
    { why: 'two Hosts', headers: { ...own, host: 'localhost, evil.test' } },
    { why: 'no Host', headers: { 'x-pail': '1' } },
    { why: 'a foreign Origin', headers: { ...own, origin: 'http://evil.test' } },
    { why: 'another port of this machine', headers: { ...own, origin: 'http://127.0.0.1:3000' } },
    { why: 'our address under another scheme', headers: { ...own, origin: 'https://127.0.0.1:7350' } },
    { why: 'an opaque Origin', headers: { ...own, origin: 'null' } },
    { why: 'a cross-site fetch', headers: { ...own, 'sec-fetch-site': 'cross-site' } },
    { why: 'a same-site fetch', headers: { ...own, 'sec-fetch-site': 'same-site' } },
    { why: 'a visit by the address bar', headers: { ...own, 'sec-fetch-site': 'none' } },
    { why: 'no x-pail', headers: { host: own.host, 'sec-fetch-site': 'same-origin' } },
    { why: 'another x-pail', headers: { ...own, 'x-pail': '2' } },
    { why: 'a forwarded request', headers: { ...own, 'x-forwarded-for': '192.0.2.7' } },
    { why: 'a peer elsewhere', headers: own, peerAddress: '192.0.2.7' },
    { why: 'a preflight', headers: { ...own, origin: 'http://evil.test' }, method: 'OPTIONS' },
    { why: 'a POST', headers: own, method: 'POST' },
  ])('tells nothing to $why', async ({ headers, peerAddress, method }) => {
    const response = await ask(headers as Record<string, string>, { peerAddress, method });
    expect(response.status).toBe(method === undefined ? 403 : 405);
    const all = JSON.stringify([await response.text(), [...response.headers]]);
    expect(all).not.toContain(secret);
    expect(all).not.toContain('7351');
    expect(all).not.toMatch(/access-control/i);
  });

  it('is 404 without a store', async () => {
    const answer = pageHandler({ hostNames, site, embeddedStore: undefined });
    expect((await ask(own, { answer })).status).toBe(404);
  });
});

describe('the page', () => {
  it('is served under the names of this machine alone', async () => {
    expect(await (await ask({ host: 'localhost:7350' }, { path: '/' })).text()).toBe('the page');
    const foreign = await ask({ host: 'evil.test:7350' }, { path: '/' });
    expect(foreign.status).toBe(403);
    expect(await foreign.text()).not.toContain('the page');
  });

  it('has nothing else below /pail/', async () => {
    expect((await ask(own, { path: '/pail/other' })).status).toBe(404);
  });

  it.each(['/', '/pail/embedded-store', '/pail/other'])('carries its policy on %s', async (path) => {
    const { headers } = await ask(own, { path });
    expect(headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; .*; frame-ancestors 'none'$/,
    );
    expect(headers.get('content-security-policy')).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });
});
