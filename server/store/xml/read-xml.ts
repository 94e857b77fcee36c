import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformedXml } from '../http/s3-error.ts';

/** Parsed content in document order, of the kind that the parser gives under `preserveOrder`. */
type Nodes = readonly Record<string, unknown>[];

/** An element of a request's document. Namespaces and attributes mean nothing to S3 and are dropped. */
export interface XmlElement {
  child(name: string): XmlElement | undefined;
  children(name: string): XmlElement[];
  /** Text with its references resolved and its white space kept, as keys may begin with a space. */
  text(): string;
}

/** No request of S3 is deeper than six. */
const maxDepth = 16;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  removeNSPrefix: true,
  trimValues: false,
  parseTagValue: false,
  processEntities: false,
  cdataPropName: '#cdata',
  maxNestedTags: maxDepth,
});

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads a request's document. A document type is refused, so there are no entities but XML's own five: nothing can
 * be expanded or fetched. `root` is the one root element that is taken.
 */
export function readXml(bytes: Uint8Array, root: string): XmlElement {
  const text = decode(bytes);
  if (text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) {
    throw malformedXml('A document type is not taken.');
  }
  const roots = elements(parse(text));
  const found = roots[0];
  if (found === undefined || roots.length > 1 || found[0] !== root) {
    throw malformedXml(`The document's root is ${root} and nothing else.`);
  }
  return wrap(found[1]);
}

/** A leaf that must be there exactly once. */
export function requiredText(parent: XmlElement, name: string): string {
  const found = parent.children(name);
  const only = found[0];
  if (only === undefined || found.length > 1) throw malformedXml(`${name} is needed once.`);
  return only.text();
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw malformedXml('The document is not UTF-8.');
  }
}

function parse(text: string): Nodes {
  try {
    // The validator overlooks text behind a root that closes itself.
    if (text.trimEnd().endsWith('>') && XMLValidator.validate(text) === true) return parser.parse(text);
  } catch {
    // The same answer as for what the validator refuses.
  }
  throw malformedXml();
}

function wrap(nodes: Nodes): XmlElement {
  const children = (name: string) =>
    elements(nodes)
      .filter(([candidate]) => candidate === name)
      .map(([, content]) => wrap(content));
  return { children, child: (name) => children(name)[0], text: () => textOf(nodes) };
}

const elements = (nodes: Nodes) =>
  nodes
    .flatMap((node) => Object.entries(node))
    .filter((entry): entry is [string, Nodes] => !entry[0].startsWith('#') && Array.isArray(entry[1]));

function textOf(nodes: Nodes): string {
  return nodes
    .map((node) => {
      if (typeof node['#text'] === 'string') return resolveReferences(node['#text']);
      // What stands in CDATA stands for itself.
      if (Array.isArray(node['#cdata']))
        return node['#cdata'].map((inner) => String(inner['#text'])).join('');
      throw malformedXml('An element stands where text belongs.');
    })
    .join('');
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function resolveReferences(text: string): string {
  return text.replace(/&([^;&]*);?/g, (reference, name: string) => {
    const known = named[name];
    if (known !== undefined && reference.endsWith(';')) return known;
    const match = /^&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));$/.exec(reference);
    const code = match === null ? -1 : match[1] ? Number.parseInt(match[1], 16) : Number(match[2]);
    const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    if (!isCharacter) throw malformedXml('The document has a reference that XML does not know.');
    return String.fromCodePoint(code);
  });
}
