import { type Checksum, checksumElement } from '../checksum/checksum.ts';
import { element, leaf } from '../xml/write-xml.ts';

/** Shapes that several answers share. */
export const ownerElement = (name: 'Owner' | 'Initiator', id: string) =>
  element(name, [leaf('ID', id), leaf('DisplayName', id)]);

/** An ETag is hex digits and `-`: only its quotes are escaped, and here, since a search for them costs a listing a fifth. */
export const etagLeaf = (etag: string) => `<ETag>&quot;${etag}&quot;</ETag>`;

export const checksumLeaf = (checksum: Checksum | undefined) =>
  checksum === undefined ? '' : leaf(checksumElement(checksum.algorithm), checksum.value);

export const commonPrefixElements = (prefixes: readonly string[], encode: (key: string) => string) =>
  prefixes.map((prefix) => element('CommonPrefixes', [leaf('Prefix', encode(prefix))])).join('');

export const isoTime = (time: number) => new Date(time).toISOString();
