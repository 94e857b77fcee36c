import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { StorageError } from '../../errors.ts';
import { isXmlText } from '../../settings/xml-text.ts';

/** Elements in document order, as the parser gives them under `preserveOrder`. */
type Node = Record<string, unknown>;

/** An element of a setting's document, with all that it holds, known or not. */
export interface XmlElement {
  name: string;
  /** Text of an element without children, its entities decoded. */
  text: string;
  children: readonly XmlElement[];
  /** As it came. */
  xml: string;
}

// Entities are left as they stand: what is kept goes back as it came, and what is read is decoded here, once.
const common = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  cdataPropName: '#cdata',
  processEntities: false,
} as const;

const parser = new XMLParser({
  ...common,
  ignoreDeclaration: true,
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
});

const builder = new XMLBuilder({ ...common, suppressEmptyNode: false });

/** The root element of a document. Rejects what is no XML with `not-s3`. */
export function parseXml(text: string): XmlElement {
  const root = nodesOf(text).find((node) => nameOf(node) !== undefined);
  const element = root && elementOf(root, prefixesOf(root));
  if (element === undefined) throw new StorageError('not-s3');
  return element;
}

function nodesOf(text: string): Node[] {
  if (XMLValidator.validate(text) !== true) throw new StorageError('not-s3');
  try {
    return parser.parse(text) as Node[];
  } catch (cause) {
    // What is well-formed, and nested deeper than any document of a bucket.
    throw new StorageError('not-s3', { cause });
  }
}

/** Undefined for text, declarations and the like. */
function nameOf(node: Node): string | undefined {
  const name = Object.keys(node).find((key) => key !== ':@');
  return name === undefined || /^[#?!]/.test(name) ? undefined : name;
}

/** The prefixes that the root declares, as attributes: an element that is kept takes those along that it uses. */
const prefixesOf = (root: Node) =>
  Object.entries((root[':@'] ?? {}) as Record<string, string>).filter(([name]) => name.startsWith('@xmlns:'));

function elementOf(node: Node, prefixes: [string, string][]): XmlElement | undefined {
  const name = nameOf(node);
  if (name === undefined) return undefined;
  const inner = node[name] as Node[];
  return {
    // Namespaces mean nothing here: servers write the same names with and without.
    name: name.slice(name.indexOf(':') + 1),
    text: inner.map(textIn).join(''),
    children: inner.map((part) => elementOf(part, prefixes)).filter((child) => child !== undefined),
    // Only few are ever asked for theirs, and building it for each level of a long document takes seconds.
    get xml() {
      const bare = String(builder.build([node]));
      const used = prefixes.filter(([prefix]) => bare.includes(`${prefix.slice('@xmlns:'.length)}:`));
      const declared = { ...Object.fromEntries(used), ...(node[':@'] as object | undefined) };
      return used.length === 0 ? bare : String(builder.build([{ ...node, ':@': declared }]));
    },
  };
}

function textIn(part: Node): string {
  const cdata = part['#cdata'] as Node[] | undefined;
  if (cdata !== undefined) return cdata.map((piece) => piece['#text'] ?? '').join('');
  return decodeEntities(String(part['#text'] ?? ''));
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (entity, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? entity;
    const code = Number.parseInt(decimal ?? hex, decimal === undefined ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

export const child = (element: XmlElement | undefined, name: string) =>
  element?.children.find((candidate) => candidate.name === name);

export const children = (element: XmlElement | undefined, name: string) =>
  element?.children.filter((candidate) => candidate.name === name) ?? [];

/** The text of a child, undefined where there is none. */
export const textOf = (element: XmlElement | undefined, name: string) => child(element, name)?.text;

/** The children that this code does not know, to be kept. */
export const keptOf = (element: XmlElement | undefined, known: readonly string[]) =>
  element?.children.filter(({ name }) => !known.includes(name)).map(({ xml }) => xml) ?? [];

/**
 * A leaf; nothing for undefined, so that optional elements need no branch. Throws `invalid-argument` for a text that
 * XML cannot carry.
 */
export function leaf(name: string, value: string | number | boolean | undefined): string {
  return value === undefined ? '' : `<${name}>${escapeXml(String(value))}</${name}>`;
}

/** Children are XML already. */
export const element = (name: string, ...inner: readonly (string | readonly string[])[]) =>
  `<${name}>${inner.flat().join('')}</${name}>`;

/** A whole document in S3's namespace. */
export const xmlDocument = (root: string, ...inner: readonly (string | readonly string[])[]) =>
  `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner.flat().join('')}</${root}>`;

function escapeXml(text: string): string {
  if (!isXmlText(text)) throw new StorageError('invalid-argument');
  return text.replace(/[&<>\r]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
