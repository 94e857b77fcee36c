import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
};

/** A file of `dist/`, as any static host gives it out; undefined where there is none. */
export async function distFile(path: string): Promise<{ body: Buffer; contentType: string } | undefined> {
  const name = normalize(decodeURIComponent(path).replace(/^\/+/, '') || 'index.html');
  if (name.startsWith('..')) return undefined;
  try {
    const body = await readFile(join(dist, name));
    return { body, contentType: types[extname(name)] ?? 'application/octet-stream' };
  } catch {
    return undefined;
  }
}

/** The plainest host there is: files of `dist/` below `base`, and 404 for all else. `base` begins and ends with a slash. */
export async function startStaticHost(base: string): Promise<LoopbackServer> {
  return await startLoopbackServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    const found = pathname.startsWith(base)
      ? distFile(pathname.slice(base.length))
      : Promise.resolve(undefined);
    found.then(
      (file) => {
        res.writeHead(file ? 200 : 404, { 'content-type': file?.contentType ?? 'text/plain' });
        res.end(file?.body ?? 'Not found');
      },
      () => res.destroy(),
    );
  });
}
