import type { IncompleteUpload, Part } from '../types.ts';
import { XmlScanner } from './xml-scan.ts';

/** After which upload the next page begins: several uploads may have the same key. */
interface UploadMarkers {
  key: string;
  uploadId: string;
}

export interface ParsedUploads {
  uploads: IncompleteUpload[];
  prefixes: string[];
  /** Every upload came without an owner: MinIO's mark, see `uploadPages`. False where there is none. */
  ownerless: boolean;
  /** `unknown`: cut off, and no word of where to go on. */
  next?: UploadMarkers | 'unknown';
}

export interface ParsedParts {
  parts: Part[];
  /** The part number after which the next page begins. */
  next?: string | 'unknown';
}

/** Percent-encoded as in a form: a blank is `+`. What is no UTF-8 is kept as it came. */
function decodeUrl(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}

/** The element names at each depth while the document is walked; the root's own fields are collected. */
function walk(
  xml: string,
  rootName: string,
  visit: (path: readonly string[], kind: 'open' | 'close', text: () => string) => void,
): Record<string, string> | undefined {
  const scanner = new XmlScanner(xml);
  const fields: Record<string, string> = {};
  const path: string[] = [];
  while (scanner.next()) {
    const { depth, kind, name } = scanner;
    if (depth === 1 && name !== rootName) return undefined;
    path.length = depth - 1;
    path[depth - 1] = name;
    if (depth === 2 && kind === 'close') fields[name] = scanner.text;
    visit(path, kind, () => scanner.text);
  }
  return scanner.complete ? fields : undefined;
}

/** Undefined where it is some other document. API: ListMultipartUploads, element ListMultipartUploadsResult. */
export function parseUploads(xml: string): ParsedUploads | undefined {
  const uploads: IncompleteUpload[] = [];
  const prefixes: string[] = [];
  let current: IncompleteUpload = { key: '', uploadId: '' };
  let owned = false;
  const fields = walk(xml, 'ListMultipartUploadsResult', ([, section, name, inner], kind, text) => {
    if (section === 'Upload' && name === undefined) {
      if (kind === 'open') current = { key: '', uploadId: '' };
      else uploads.push(current);
    } else if (kind === 'open') return;
    else if (section === 'CommonPrefixes' && name === 'Prefix') prefixes.push(text());
    else if (section !== 'Upload') return;
    else if (name === 'Owner' && inner === 'ID') owned ||= text() !== '';
    else if (name === 'Initiator' && inner !== undefined) current.initiator = named(current, inner, text());
    else if (inner !== undefined) return;
    else if (name === 'Key') current.key = text();
    else if (name === 'UploadId') current.uploadId = text();
    else if (name === 'Initiated') current.initiated = timeOf(text());
  });
  if (!fields) return undefined;
  const decode = fields.EncodingType === 'url' ? decodeUrl : (text: string) => text;
  for (const upload of uploads) upload.key = decode(upload.key);
  const last = uploads.at(-1);
  const marker = fields.NextKeyMarker
    ? { key: decode(fields.NextKeyMarker), uploadId: fields.NextUploadIdMarker ?? '' }
    : last && { key: last.key, uploadId: last.uploadId };
  return {
    uploads,
    prefixes: prefixes.map(decode),
    ownerless: uploads.length > 0 && !owned,
    next: fields.IsTruncated === 'true' ? (marker ?? 'unknown') : undefined,
  };
}

/** A display name says more than an id; the id comes first. */
function named({ initiator }: IncompleteUpload, element: string, text: string): string | undefined {
  if (text === '') return initiator;
  return element === 'DisplayName' || initiator === undefined ? text : initiator;
}

/** Undefined where it is some other document. API: ListParts, element ListPartsResult. */
export function parseParts(xml: string): ParsedParts | undefined {
  const parts: Part[] = [];
  let current: Part = { partNumber: 0, etag: '', size: 0 };
  const fields = walk(xml, 'ListPartsResult', ([, section, name], kind, text) => {
    if (section !== 'Part') return;
    if (name === undefined) {
      if (kind === 'open') current = { partNumber: 0, etag: '', size: 0 };
      else parts.push(current);
    } else if (kind === 'open') return;
    else if (name === 'PartNumber') current.partNumber = Number(text());
    else if (name === 'ETag') current.etag = text().replaceAll('"', '');
    else if (name === 'Size') current.size = Number(text());
  });
  if (!fields) return undefined;
  if (fields.IsTruncated !== 'true') return { parts };
  return { parts, next: fields.NextPartNumberMarker || 'unknown' };
}

function timeOf(text: string): Date | undefined {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time;
}
