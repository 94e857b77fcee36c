import type { ComponentType } from 'react';
import type { ObjectHead } from '../../storage/index.ts';
import { contentTypeOf } from './content-type.ts';
import { HexPreview } from './hex/hex-preview.tsx';
import { ImagePreview } from './image/image-preview.tsx';
import { JsonPreview } from './json/json-preview.tsx';
import { MediaPreview } from './media/media-preview.tsx';
import { PagePreview } from './page/page-preview.tsx';
import { PdfPreview } from './pdf/pdf-preview.tsx';
import type { PreviewProps } from './preview-source.ts';
import { CsvPreview } from './table/csv-preview.tsx';
import { JsonLinesPreview } from './table/json-lines-preview.tsx';
import { TextPreview } from './text/text-preview.tsx';
import { UnknownPreview } from './unknown-preview.tsx';

type PreviewId =
  | 'image'
  | 'media'
  | 'pdf'
  | 'csv'
  | 'json-lines'
  | 'json'
  | 'page'
  | 'text'
  | 'unknown'
  | 'hex';

interface PreviewDefinition {
  id: PreviewId;
  accepts(head: Pick<ObjectHead, 'contentType'>, key: string): boolean;
  Component: ComponentType<PreviewProps>;
}

const isOneOf =
  (...types: string[]): PreviewDefinition['accepts'] =>
  (head, key) =>
    types.includes(contentTypeOf(head, key) ?? '');

const isLike =
  (pattern: RegExp): PreviewDefinition['accepts'] =>
  (head, key) =>
    pattern.test(contentTypeOf(head, key) ?? '');

/** The first that accepts an object shows it; the others that do are offered. A new one is a folder and a line here. */
const previews: readonly PreviewDefinition[] = [
  { id: 'image', accepts: isLike(/^image\//), Component: ImagePreview },
  { id: 'media', accepts: isLike(/^(audio|video)\//), Component: MediaPreview },
  { id: 'pdf', accepts: isOneOf('application/pdf'), Component: PdfPreview },
  {
    id: 'csv',
    accepts: isOneOf('text/csv', 'application/csv', 'text/tab-separated-values'),
    Component: CsvPreview,
  },
  {
    id: 'json-lines',
    accepts: isOneOf('application/x-ndjson', 'application/jsonl', 'application/x-jsonlines'),
    Component: JsonLinesPreview,
  },
  { id: 'json', accepts: isLike(/^(application|text)\/([\w.-]+\+)?json$/), Component: JsonPreview },
  { id: 'page', accepts: isOneOf('text/html', 'application/xhtml+xml'), Component: PagePreview },
  {
    id: 'text',
    accepts: isLike(
      /^text\/|^image\/svg\+xml$|[/+](json|xml|yaml|toml|x-ndjson|jsonl)$|^application\/(x-)?(javascript|typescript|sh|shellscript|sql|yaml|httpd-php|python|perl|ruby)$/,
    ),
    Component: TextPreview,
  },
];

/** For what nothing above accepts, and for who wants to see it otherwise. */
const anything: readonly PreviewDefinition[] = [
  { id: 'unknown', accepts: () => true, Component: UnknownPreview },
  { id: 'text', accepts: () => true, Component: TextPreview },
  { id: 'hex', accepts: () => true, Component: HexPreview },
];

/** All that can show an object, best first; text and bytes are among them whatever it is. */
export function previewsOf(head: Pick<ObjectHead, 'contentType'>, key: string): PreviewDefinition[] {
  const fitting = previews.filter((preview) => preview.accepts(head, key));
  const known = new Set(fitting.map(({ id }) => id));
  const others = anything.filter(({ id }) => !known.has(id) && (id !== 'unknown' || fitting.length === 0));
  return [...fitting, ...others];
}
