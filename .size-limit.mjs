import { readFileSync } from 'node:fs';

/**
 * What a browser loads before the first page shows: the entry and everything that it imports at once. The storage
 * SDK and the pages are lazy and come after; pulling one of them in breaks this budget.
 */
const manifest = JSON.parse(readFileSync(new URL('dist/.vite/manifest.json', import.meta.url), 'utf8'));

function loadedAtOnce(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name].imports ?? []) loadedAtOnce(imported, seen);
  return seen;
}

const chunks = [...loadedAtOnce('index.html')].map((name) => manifest[name]);

// biome-ignore lint/style/noDefaultExport: this is where size-limit looks for its configuration
export default [
  {
    name: 'entry, scripts',
    path: chunks.map(({ file }) => `dist/${file}`),
    gzip: true,
    limit: '180 kB',
  },
];
