const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A leaf. `undefined` writes nothing, so that optional elements need no branch where they are listed. */
export function leaf(name: string, value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  return `<${name}>${typeof value === 'string' ? escapeXml(value) : value}</${name}>`;
}

/** Children are XML already. */
export function element(name: string, children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}

/** A whole answer in S3's namespace. */
export function xmlDocument(root: string, children: readonly string[]): string {
  return `${declaration}<${root} xmlns="${s3Namespace}">${children.join('')}</${root}>`;
}

/** A whole answer without a namespace, as errors are. */
export const plainDocument = (root: string, children: readonly string[]): string =>
  declaration + element(root, children);

export const errorDocument = (children: readonly string[]) => plainDocument('Error', children);

/**
 * Control characters, which keys may hold, become references as AWS writes them, although XML 1.0 forbids most of
 * them in any form: readers that mind ask for `encoding-type=url`. A bare CR would be read back as LF.
 */
export const escapeXml = (text: string) =>
  // Nearly all text is listed as it is, and asking costs less than replacing nothing.
  mustBeEscaped.test(text)
    ? text.replace(
        everyEscaped,
        (character) => named[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
      )
    : text;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is escaped here
const mustBeEscaped = /[&<>"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\ufffe\uffff]/;
const everyEscaped = new RegExp(mustBeEscaped, 'g');
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
