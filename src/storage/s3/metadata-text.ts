/** Header values are ASCII; what is not goes as RFC 2047 encoded words, the form in which MinIO gives it back too. */
const word = /=\?([\w.:-]+)(?:\*[\w-]+)?\?([bq])\?([^?]*)\?=/gi;

/** Encoded words with nothing but white space between them, which is none of the text. */
const words = /=\?[\w.:*-]+\?[bq]\?[^?]*\?=(?:\s+=\?[\w.:*-]+\?[bq]\?[^?]*\?=)*/gi;

/** Bytes of text in one encoded word, whose length the RFC bounds to 75 characters. */
const wordBytes = 45;

/** As it is where it is plain, so that other clients see what was written. */
export function encodeMetadata(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !/=\?/.test(text) && text === text.trim()) return text;
  const written: string[] = [];
  let bytes: number[] = [];
  for (const sign of text) {
    const encoded = new TextEncoder().encode(sign);
    if (bytes.length + encoded.length > wordBytes) {
      written.push(wordOf(bytes));
      bytes = [];
    }
    bytes.push(...encoded);
  }
  return [...written, wordOf(bytes)].join(' ');
}

const wordOf = (bytes: number[]) => `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;

/** The text that the words stand for; what cannot be read stays as it came. */
export function decodeMetadata(value: string): string {
  return decodeHeader(value).replace(words, decodeWords);
}

/** Browsers hand over a header byte by byte as characters; servers that send UTF-8 as it is are read by this. */
export function decodeHeader(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value;
  return decodeBytes(bytesOf(value), 'utf-8') ?? value;
}

interface Piece {
  charset: string;
  /** Undefined where the word cannot be read. */
  bytes: number[] | undefined;
}

function decodeWords(run: string): string {
  const pieces: Piece[] = [];
  for (const [, charset = '', encoding = '', content = ''] of run.matchAll(word)) {
    const piece = { charset: charset.toLowerCase(), bytes: decodeContent(encoding, content) };
    const last = pieces.at(-1);
    // Joined before they are decoded: some programs cut words within a character.
    if (last?.bytes && piece.bytes && last.charset === piece.charset) {
      last.bytes.push(...piece.bytes);
    } else pieces.push(piece);
  }
  const texts = pieces.map(({ charset, bytes }) => decodeBytes(bytes, charset));
  // All or nothing: half a text would look like a whole one.
  return texts.includes(undefined) ? run : texts.join('');
}

function decodeContent(encoding: string, content: string): number[] | undefined {
  try {
    return bytesOf(encoding.toLowerCase() === 'b' ? atob(content) : decodeQ(content));
  } catch {
    return undefined;
  }
}

const decodeQ = (content: string) =>
  content
    .replaceAll('_', ' ')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Undefined where a character is no byte. */
function bytesOf(binary: string): number[] | undefined {
  const bytes = Array.from(binary, (sign) => sign.charCodeAt(0));
  return bytes.every((byte) => byte <= 0xff) ? bytes : undefined;
}

function decodeBytes(bytes: number[] | undefined, charset: string): string | undefined {
  if (!bytes) return undefined;
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

/** Bytes of names and values as they are sent, which is what servers limit (to 2 KiB). */
export const metadataBytes = (metadata: Readonly<Record<string, string>>): number =>
  Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + name.length + encodeMetadata(value).length,
    0,
  );
