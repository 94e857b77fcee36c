import { extname } from 'node:path';

interface ContentType {
  name: string;
  /** Worth compressing: text, not already packed. */
  text: boolean;
}

const byExtension: Record<string, ContentType> = {
  '.html': { name: 'text/html; charset=utf-8', text: true },
  '.js': { name: 'text/javascript; charset=utf-8', text: true },
  '.mjs': { name: 'text/javascript; charset=utf-8', text: true },
  '.css': { name: 'text/css; charset=utf-8', text: true },
  '.json': { name: 'application/json', text: true },
  '.map': { name: 'application/json', text: true },
  '.svg': { name: 'image/svg+xml', text: true },
  '.txt': { name: 'text/plain; charset=utf-8', text: true },
  '.wasm': { name: 'application/wasm', text: true },
  '.png': { name: 'image/png', text: false },
  '.ico': { name: 'image/x-icon', text: false },
  '.woff2': { name: 'font/woff2', text: false },
};

export function contentTypeOf(path: string): ContentType {
  return byExtension[extname(path).toLowerCase()] ?? { name: 'application/octet-stream', text: false };
}
