import { type Checksum, checksumElement } from '../checksum/checksum.ts';
import { element, leaf } from '../xml/write-xml.ts';

/** Shapes that several answers share. */
export const ownerElement = (name: 'Owner' | 'Initiator', id: string) =>
  element(name, [leaf('ID', id), leaf('DisplayName', id)]);

/** Its quotes are escaped by hand: in a listing they would be the one text of an object that is not listed as it is. */
export const etagLeaf = (etag: string) => `<ETag>&quot;${etag}&quot;</ETag>`;

export const checksumLeaf = (checksum: Checksum | undefined) =>
  checksum === undefined ? '' : leaf(checksumElement(checksum.algorithm), checksum.value);

export const commonPrefixElements = (prefixes: readonly string[], encode: (key: string) => string) =>
  prefixes.map((prefix) => element('CommonPrefixes', [leaf('Prefix', encode(prefix))])).join('');

export const isoTime = (time: number) => new Date(time).toISOString();
