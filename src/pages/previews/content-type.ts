import type { ObjectHead } from '../../storage/index.ts';

/** What uploads are stored as when nobody said what they are. */
const saysNothing = new Set([
  'application/octet-stream',
  'binary/octet-stream',
  'application/x-www-form-urlencoded',
]);

/** By the end of a name; what a browser shows or a person reads. */
const byExtension: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  ogv: 'video/ogg',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  wav: 'audio/wav',
  flac: 'audio/flac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  pdf: 'application/pdf',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  geojson: 'application/json',
  ipynb: 'application/json',
  jsonl: 'application/x-ndjson',
  ndjson: 'application/x-ndjson',
  html: 'text/html',
  htm: 'text/html',
  xhtml: 'application/xhtml+xml',
};

const textExtensions = new Set(
  (
    'txt text log md markdown rst tex xml xsl yaml yml toml ini cfg conf properties env sh bash zsh fish ps1 bat ' +
    'py rb pl php js mjs cjs ts tsx jsx css scss less c h cc cpp hpp cs java kt go rs swift scala lua r sql ' +
    'graphql proto tf dockerfile makefile gitignore srt vtt po diff patch pem crt asc vue svelte'
  ).split(' '),
);

/** The media type of an object, lower-case and without parameters: as stored, or by its name where that says nothing. */
export function contentTypeOf(head: Pick<ObjectHead, 'contentType'>, key: string): string | undefined {
  const stored = head.contentType?.split(';')[0]?.trim().toLowerCase();
  if (stored && !saysNothing.has(stored)) return stored;
  const extension = extensionOf(key);
  return byExtension[extension] ?? (textExtensions.has(extension) ? 'text/plain' : undefined);
}

/** What comes after the last dot of the name, or the whole of a name without one (`Makefile`); lower-case. */
function extensionOf(key: string): string {
  const name = key.slice(key.lastIndexOf('/') + 1);
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase();
}
