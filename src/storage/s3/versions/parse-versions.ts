import type { ObjectVersion, VersionPage } from '../../types.ts';
import { takeMetadata } from '../listing/listed-metadata.ts';
import { decodeUrl } from '../listing/parse-listing.ts';
import { XmlScanner } from '../xml-scan.ts';

function blank(isDeleteMarker: boolean): ObjectVersion {
  return {
    key: '',
    // Servers leave it out where versioning was never on.
    versionId: 'null',
    isLatest: false,
    isDeleteMarker,
    size: 0,
    lastModified: new Date(0),
    etag: '',
  };
}

function takeField(version: ObjectVersion, name: string, text: string): void {
  if (name === 'Key') version.key = text;
  else if (name === 'VersionId') version.versionId = text || 'null';
  else if (name === 'IsLatest') version.isLatest = text === 'true';
  else if (name === 'Size') version.size = Number(text);
  else if (name === 'LastModified') version.lastModified = new Date(text);
  else if (name === 'ETag') version.etag = text.replaceAll('"', '');
  else if (name === 'StorageClass' && text !== '') version.storageClass = text;
}

/**
 * Reads one answer in the order of its document, which is that of the keys: versions and delete markers stand mixed.
 * Undefined where it is some other document. API: ListObjectVersions, element ListVersionsResult.
 */
export function parseVersions(xml: string): VersionPage | undefined {
  const scanner = new XmlScanner(xml);
  const versions: ObjectVersion[] = [];
  const prefixes: string[] = [];
  const fields: Record<string, string> = {};
  let section = '';
  let metadata: Record<string, string> | undefined;
  let version = blank(false);
  while (scanner.next()) {
    const { depth, kind, name } = scanner;
    if (depth === 1 && name !== 'ListVersionsResult') return undefined;
    if (depth === 2 && kind === 'open') {
      section = name;
      version = blank(name === 'DeleteMarker');
    } else if (depth === 2 && (section === 'Version' || section === 'DeleteMarker')) versions.push(version);
    else if (depth === 2) fields[name] = scanner.text;
    else if (depth === 3 && kind === 'open') {
      metadata = name === 'UserMetadata' && section === 'Version' ? {} : undefined;
      if (metadata) version.metadata = metadata;
    } else if (depth === 4 && kind === 'close' && metadata) takeMetadata(metadata, name, scanner.text);
    else if (depth === 3 && kind === 'close') {
      if (section === 'Version' || section === 'DeleteMarker') takeField(version, name, scanner.text);
      else if (section === 'CommonPrefixes' && name === 'Prefix') prefixes.push(scanner.text);
    }
  }
  if (!scanner.complete) return undefined;
  const decode = fields.EncodingType === 'url' ? decodeUrl : (text: string) => text;
  for (const each of versions) each.key = decode(each.key);
  const page: VersionPage = { versions, prefixes: prefixes.map(decode) };
  if (fields.IsTruncated !== 'true' || !fields.NextKeyMarker) return page;
  const next = { key: decode(fields.NextKeyMarker), versionId: fields.NextVersionIdMarker ?? '' };
  return { ...page, next };
}
