import { malformedXml } from '../http/s3-error.ts';
import type { XmlElement } from '../xml/read-xml.ts';

const maxInteger = 2 ** 31 - 1;

/** An element that is there once or not at all. */
export function optionalElement(parent: XmlElement, name: string): XmlElement | undefined {
  const found = parent.children(name);
  if (found.length > 1) throw malformedXml(`${name} is taken once.`);
  return found[0];
}

/** The text of a leaf that is there once or not at all. */
export const optionalText = (parent: XmlElement, name: string) => optionalElement(parent, name)?.text();

/** A whole number in 32 bits, with its sign: whether it makes sense is the caller's to say. */
export function optionalInteger(parent: XmlElement, name: string, max = maxInteger): number | undefined {
  const text = optionalText(parent, name)?.trim();
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^[+-]?\d{1,16}$/.test(text) || Math.abs(value) > max)
    throw malformedXml(`${name} is a whole number.`);
  return value;
}

export function optionalBoolean(parent: XmlElement, name: string): boolean | undefined {
  const text = optionalText(parent, name)?.trim();
  if (text === undefined) return undefined;
  if (text !== 'true' && text !== 'false') throw malformedXml(`${name} is true or false.`);
  return text === 'true';
}

/** The Status of a rule or of one of its settings. */
export function readStatus(parent: XmlElement, name = 'Status'): 'Enabled' | 'Disabled' {
  const text = optionalText(parent, name);
  if (text !== 'Enabled' && text !== 'Disabled') throw malformedXml(`${name} is Enabled or Disabled.`);
  return text;
}
