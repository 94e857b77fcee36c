import type { ListPage, ObjectEntry } from '../../types.ts';
import { XmlScanner } from '../xml-scan.ts';
import { takeMetadata } from './listed-metadata.ts';

export type ParsedListing =
  | { kind: 'page'; page: ListPage }
  /** Some other document, such as a web page. */
  | { kind: 'not-a-listing' }
  /**
   * Truncated, and no token to go on with: this is an answer to version 1 of the call, whatever was asked. Its `next`
   * is a marker.
   */
  | { kind: 'no-token'; page: ListPage };

/** Percent-encoded as in a form: a blank is `+`. What is no UTF-8 is kept as it came. */
export function decodeUrl(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}

function withoutQuotes(etag: string): string {
  return etag.replaceAll('"', '');
}

/** Takes one field of a `Contents` element; the fields of its own children (Owner, RestoreStatus) are not asked for. */
function takeField(entry: ObjectEntry, name: string, text: string): void {
  if (name === 'Key') entry.key = text;
  else if (name === 'Size') entry.size = Number(text);
  else if (name === 'LastModified') entry.lastModified = new Date(text);
  else if (name === 'ETag') entry.etag = withoutQuotes(text);
  else if (name === 'StorageClass') entry.storageClass = text;
}

/** What version 1 goes on after where it names nothing: it does so only where folders were asked for. */
function lastName({ entries, prefixes }: ListPage): string | undefined {
  const [key = '', prefix = ''] = [entries.at(-1)?.key, prefixes.at(-1)];
  if (key > prefix) return key;
  return prefix || undefined;
}

/**
 * Reads one answer. Elements may come in any order, and with or without a namespace. Keys and prefixes are decoded
 * where the answer says that it encoded them. API: ListObjectsV2 and ListObjects, element
 * ListBucketResult.
 */
export function parseListing(xml: string): ParsedListing {
  const scanner = new XmlScanner(xml);
  const entries: ObjectEntry[] = [];
  const prefixes: string[] = [];
  const fields: Record<string, string> = {};
  let section = '';
  let metadata: Record<string, string> | undefined;
  let entry: ObjectEntry = { key: '', size: 0, lastModified: new Date(0), etag: '' };
  while (scanner.next()) {
    const { depth, kind, name } = scanner;
    if (depth === 1 && name !== 'ListBucketResult') return { kind: 'not-a-listing' };
    if (depth === 2 && kind === 'open') {
      section = name;
      entry = { key: '', size: 0, lastModified: new Date(0), etag: '' };
    } else if (depth === 2 && section === 'Contents') entries.push(entry);
    else if (depth === 2) fields[name] = scanner.text;
    else if (depth === 3 && kind === 'open') {
      // Told of where it was asked for, be it empty; else no row costs an object more.
      metadata = name === 'UserMetadata' && section === 'Contents' ? {} : undefined;
      if (metadata) entry.metadata = metadata;
    } else if (depth === 4 && kind === 'close' && metadata) takeMetadata(metadata, name, scanner.text);
    else if (depth === 3 && kind === 'close') {
      if (section === 'Contents') takeField(entry, name, scanner.text);
      else if (section === 'CommonPrefixes' && name === 'Prefix') prefixes.push(scanner.text);
    }
  }
  if (!scanner.complete) return { kind: 'not-a-listing' };
  const encoded = fields.EncodingType === 'url';
  if (encoded) for (const each of entries) each.key = decodeUrl(each.key);
  const page: ListPage = { entries, prefixes: encoded ? prefixes.map(decodeUrl) : prefixes };
  if (fields.IsTruncated !== 'true') return { kind: 'page', page };
  if (!fields.NextContinuationToken) {
    const marker = encoded ? decodeUrl(fields.NextMarker ?? '') : fields.NextMarker;
    return { kind: 'no-token', page: { ...page, next: marker || lastName(page) } };
  }
  return { kind: 'page', page: { ...page, next: fields.NextContinuationToken } };
}
