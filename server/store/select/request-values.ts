import { S3Error, type S3ErrorCode } from '../http/s3-error.ts';
import type { XmlElement } from '../xml/read-xml.ts';

/** One of some words; the first of them where there is none. MinIO calls every other one MalformedXML. */
export function readWord<W extends string>(
  parent: XmlElement,
  name: string,
  words: readonly [W, ...W[]],
  code: S3ErrorCode,
): W {
  const text = parent.child(name)?.text().trim().toUpperCase() ?? '';
  if (text === '') return words[0];
  const found = words.find((word) => word === text);
  if (found === undefined) {
    throw new S3Error(code, `${name} is one of ${words.join(', ')}.`).orInMinio('MalformedXML');
  }
  return found;
}

export const readFlag = (parent: XmlElement | undefined, name: string) =>
  parent?.child(name)?.text().trim().toLowerCase() === 'true';

/** What ends a field or record: a character or two. */
export function delimiterOf(parent: XmlElement, name: string, usual: string): string {
  const text = parent.child(name)?.text() ?? '';
  if ([...text].length > 2) throw invalid(name, 'has one character or two');
  return text === '' ? usual : text;
}

/** One character, or an empty element for none. */
export function mark(parent: XmlElement, name: string, usual: string): string {
  const text = parent.child(name)?.text() ?? usual;
  if ([...text].length > 1) throw invalid(name, 'has one character');
  return text;
}

/** In bytes. */
export function readOffset(parent: XmlElement, name: string): number | undefined {
  const text = parent.child(name)?.text().trim();
  if (text === undefined || text === '') return undefined;
  if (!/^\d{1,15}$/.test(text))
    throw new S3Error('InvalidScanRange', `${name} of a scan range is a number of bytes.`);
  return Number(text);
}

const invalid = (name: string, rule: string) => new S3Error('InvalidRequestParameter', `${name} ${rule}.`);
