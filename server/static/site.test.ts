import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartProblem } from '../start-problem.ts';
import { openSite } from './site.ts';

const script = 'export const pail = 1;\n'.repeat(200);
const page = '<!doctype html><title>Pail</title>';

describe('openSite', () => {
  let parent: string;
  let site: Awaited<ReturnType<typeof openSite>>;

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    site(new Request(`http://page.invalid${path}`, { method, headers }));

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'pail-site-'));
    const dist = join(parent, 'dist');
    await mkdir(join(dist, 'assets'), { recursive: true });
    await mkdir(join(dist, '.vite'));
    await writeFile(join(parent, 'secret.txt'), 'secret');
    await writeFile(join(dist, 'index.html'), page);
    await writeFile(join(dist, 'a b%.txt'), 'odd name');
    await writeFile(join(dist, '.vite/manifest.json'), '{}');
    await writeFile(join(dist, 'assets/index-x1.js'), script);
    await writeFile(join(dist, 'assets/noise-x2.js'), Buffer.alloc(2000, 'ab').subarray(0, 100));
    site = await openSite(dist);
  });
  afterAll(async () => {
    await rm(parent, { recursive: true });
  });

  it('serves the page without caching and its assets for ever', async () => {
    const index = await get('/');
    expect([index.status, await index.text()]).toEqual([200, page]);
    expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(index.headers.get('cache-control')).toBe('no-cache');
    const asset = await get('/assets/index-x1.js?x=1');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-length')).toBe(String(script.length));
    expect(await (await get('/a%20b%25.txt')).text()).toBe('odd name');
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('packs with %s, each packing with its own ETag', async (encoding, unpack) => {
    const plain = await get('/assets/index-x1.js');
    const packed = await get('/assets/index-x1.js', { 'accept-encoding': encoding });
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect(packed.headers.get('content-encoding')).toBe(encoding);
    expect(packed.headers.get('content-length')).toBe(String(bytes.length));
    expect(packed.headers.get('vary')).toBe('Accept-Encoding');
    expect(bytes.length).toBeLessThan(script.length);
    expect(unpack(bytes).toString()).toBe(script);
    expect(packed.headers.get('etag')).not.toBe(plain.headers.get('etag'));
  });

  it('does not pack what is small', async () => {
    const small = await get('/assets/noise-x2.js', { 'accept-encoding': 'br' });
    expect(small.headers.get('content-encoding')).toBeNull();
    expect((await small.arrayBuffer()).byteLength).toBe(100);
  });

  it('answers 304 to the ETag that it gave, and to no other', async () => {
    const headers = { 'accept-encoding': 'br' };
    const etag = (await get('/assets/index-x1.js', headers)).headers.get('etag') ?? '';
    const again = await get('/assets/index-x1.js', { ...headers, 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('etag')).toBe(etag);
    expect((await get('/assets/index-x1.js', { 'if-none-match': etag })).status).toBe(200);
  });

  it('answers HEAD like GET without the body', async () => {
    const head = await get('/assets/index-x1.js', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe(String(script.length));
  });

  it.each([
    '/missing.js',
    '/secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/.vite/manifest.json',
    '/assets',
    '/assets/',
    '/%00',
    '/%zz',
  ])('has no %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('Not found.\n');
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const response = await get('/', {}, method);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('says that a folder without a page is not built', async () => {
    await expect(openSite(join(parent, 'dist/assets'))).rejects.toThrow(StartProblem);
    await expect(openSite(join(parent, 'nowhere'))).rejects.toThrow('not built');
  });
});
