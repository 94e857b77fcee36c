/**
 * What changes how other text is shown, or is not seen at all: code with it in the open would not be what it looks
 * like. https://www.unicode.org/reports/tr9/, "Directional Formatting Characters".
 */
const hidden = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/u;

/** One word for a POSIX shell. Within single quotes it takes everything as it is, but the quote itself. */
export function shellWord(text: string): string {
  if (/^[\w./:@%+=,-]+$/.test(text)) return text;
  return (
    text
      .split(new RegExp(`((?:${hidden.source})+)`, 'u'))
      .map((part, at) => (at % 2 === 1 ? `"$(printf '${octal(part)}')"` : part === '' ? '' : quoted(part)))
      .join('') || "''"
  );
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

const octal = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

/** A word that a program does not take for an option, nor for the name of a standard stream. */
export const shellFile = (name: string): string => shellWord(name.startsWith('-') ? `./${name}` : name);

/** A string literal of Python. JSON's is one, but for what would not be seen in it. */
export const pythonText = (text: string): string =>
  JSON.stringify(text).replace(new RegExp(hidden.source, 'gu'), (sign) => {
    const point = (sign.codePointAt(0) ?? 0).toString(16);
    return point.length > 4 ? `\\U${point.padStart(8, '0')}` : `\\u${point.padStart(4, '0')}`;
  });

/** A comment of one line, whatever is in the text. */
export const comment = (text: string): string => `# ${pythonText(text).slice(1, -1).replaceAll('\\"', '"')}`;

/** For a path in an address, or one part of a query: all but what RFC 3986 leaves unreserved is encoded. */
export const encodeFully = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** As S3 and every server like it print times. */
export const isoSeconds = (time: Date): string => time.toISOString().replace(/\.\d{3}Z$/, 'Z');
