import { S3Error } from './s3-error.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Percent-decoding as strict as keys need it: a `%` without two hex digits, a byte that no URL may hold and
 * anything that is not UTF-8 are refused, so that a key has one spelling in the store.
 */
export function decodeUri(text: string): string {
  if (!/^(?:[\x21-\x24\x26-\x7e]|%[0-9A-Fa-f]{2})*$/.test(text)) throw invalidUri();
  if (!text.includes('%')) return text;
  const bytes = Buffer.alloc(text.length);
  let length = 0;
  for (let index = 0; index < text.length; index += 1, length += 1) {
    if (text[index] === '%') {
      bytes[length] = Number.parseInt(text.slice(index + 1, index + 3), 16);
      index += 2;
    } else bytes[length] = text.charCodeAt(index);
  }
  try {
    return utf8.decode(bytes.subarray(0, length));
  } catch {
    throw invalidUri();
  }
}

/** The same for a name or value of the query, where `+` is a space. */
export const decodeQueryComponent = (text: string) => decodeUri(text.replaceAll('+', '%20'));

/** SigV4's URI encoding: every byte but the unreserved ones, upper-case hex, `/` too. */
export function encodeUriComponent(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, percentEncode);
}

/** What `encoding-type=url` means in S3's listings: as a form encodes, but `/` and `*` stay and `~` does not. */
export function encodeListed(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()~]/g, percentEncode)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+');
}

const percentEncode = (character: string) =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

const invalidUri = () => new S3Error('InvalidURI', 'The URL is not percent-encoded UTF-8.');
