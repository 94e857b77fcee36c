/**
 * A pull scanner over the small XML dialect that S3 services answer in: elements, text, entities, comments and the
 * prolog. No DTD, no CDATA. It runs where no DOMParser is (workers, Node) and several times faster than one.
 */
export class XmlScanner {
  /** What `next` stopped at. An element without content counts as opened and closed. */
  kind: 'open' | 'close' = 'open';
  name = '';
  /** Number of open elements around this tag, itself included: 1 is the root. */
  depth = 0;
  /** True once the root element is closed. */
  complete = false;

  readonly #xml: string;
  #position = 0;
  #textStart = 0;
  #textEnd = 0;
  readonly #open: string[] = [];
  #closePending = false;

  constructor(xml: string) {
    this.#xml = xml;
  }

  /** Text right before a closing tag, entities decoded. Meaningful for elements without children. */
  get text(): string {
    return decodeEntities(this.#xml.slice(this.#textStart, this.#textEnd));
  }

  /** Advances to the next tag; false at the end, or where the text is no such XML (then `complete` stays false). */
  next(): boolean {
    if (this.#closePending) {
      this.#closePending = false;
      this.#textStart = this.#textEnd;
      return this.#close(this.name);
    }
    if (this.complete) return false;
    const xml = this.#xml;
    const textStart = this.#position;
    const start = xml.indexOf('<', textStart);
    if (start < 0) return false;
    const second = xml.charCodeAt(start + 1);
    if (second === 0x3f || second === 0x21) return this.#skip(start);
    const end = xml.indexOf('>', start);
    if (end < 0) return false;
    this.#position = end + 1;
    if (second === 0x2f) {
      this.#textStart = textStart;
      this.#textEnd = start;
      return this.#close(xml.slice(start + 2, end).trimEnd());
    }
    return this.#openTag(start + 1, end);
  }

  #openTag(start: number, end: number): boolean {
    const empty = this.#xml.charCodeAt(end - 1) === 0x2f;
    const tag = this.#xml.slice(start, empty ? end - 1 : end);
    const space = tag.search(/\s/);
    this.name = space < 0 ? tag : tag.slice(0, space);
    if (this.name === '') return false;
    this.kind = 'open';
    this.#open.push(this.name);
    this.depth = this.#open.length;
    this.#closePending = empty;
    return true;
  }

  #close(name: string): boolean {
    if (this.#open.at(-1) !== name) return false;
    this.kind = 'close';
    this.name = name;
    this.depth = this.#open.length;
    this.#open.pop();
    this.complete = this.#open.length === 0;
    return true;
  }

  #skip(start: number): boolean {
    const isComment = this.#xml.startsWith('<!--', start);
    if (this.#xml.charCodeAt(start + 1) === 0x21 && !isComment) return false;
    const ending = isComment ? '-->' : '?>';
    const end = this.#xml.indexOf(ending, start);
    if (end < 0) return false;
    this.#position = end + ending.length;
    return this.next();
  }
}

const namedEntities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      const named = namedEntities[name];
      if (named !== undefined) return named;
      const point = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : Number.NaN;
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}

/** The texts of the root's own children without children of theirs, by name; undefined where `xml` is no such XML. */
export function readFields(xml: string): { root: string; fields: Record<string, string> } | undefined {
  const scanner = new XmlScanner(xml);
  const fields: Record<string, string> = {};
  let root = '';
  while (scanner.next()) {
    if (scanner.depth === 1) root = scanner.name;
    else if (scanner.depth === 2 && scanner.kind === 'close') fields[scanner.name] = scanner.text;
  }
  return scanner.complete ? { root, fields } : undefined;
}
