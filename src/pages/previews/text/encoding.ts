export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** Frequent in running text of either script; what a wrong decoding yields has hardly any of them. */
const usualCharacters = new Set(
  '的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长，。、：；？！“”（）' +
    '這來國個說們為時會過學對裡後麼沒於還發當無開見經頭從動兩長',
);

/** Bytes that are looked at. */
const sample = 64 * 1024;

/**
 * The encoding that a text is most likely in. A byte order mark decides; else valid UTF-8 is UTF-8; NULs in every
 * second place are UTF-16; what decodes as GB18030 or as Big5 is the one that yields more of the usual characters.
 */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, sample);
  const utf16 = guessUtf16(head);
  if (utf16) return utf16;
  if (decodes(head, 'utf-8')) return 'utf-8';
  const [best] = (['gb18030', 'big5'] as const)
    .filter((encoding) => decodes(head, encoding))
    .map((encoding) => ({ encoding, share: usualShare(new TextDecoder(encoding).decode(head)) }))
    .sort((left, right) => right.share - left.share);
  return best && best.share > 0.05 ? best.encoding : 'windows-1252';
}

/** Whether a person could read it in some encoding: no NULs but those of UTF-16, hardly any other controls. */
export function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, sample);
  if (head.length === 0) return true;
  const encoding = guessEncoding(head);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return true;
  const controls = head.reduce((count, byte) => count + (isStrangeControl(byte) ? 1 : 0), 0);
  if (head.includes(0) || controls > head.length / 100) return false;
  return encoding !== 'windows-1252' || head.filter((byte) => byte >= 0x80).length < head.length / 5;
}

/** The text, without its byte order mark; bytes that mean nothing become U+FFFD. A cut at the end is no mistake. */
export function decodeText(bytes: Uint8Array, encoding: Encoding): string {
  return new TextDecoder(encoding).decode(bytes, { stream: true });
}

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    // `stream`: the last character may be cut.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.floor(bytes.length / 2);
  if (pairs < 2) return undefined;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) even += 1;
    if (bytes[2 * pair + 1] === 0) odd += 1;
  }
  if (odd > pairs / 3 && even < pairs / 20) return 'utf-16le';
  if (even > pairs / 3 && odd < pairs / 20) return 'utf-16be';
  return undefined;
}

/** Of the characters beyond ASCII, how many are usual ones. */
function usualShare(text: string): number {
  let beyond = 0;
  let usual = 0;
  for (const character of text) {
    if (character <= '\u007f') continue;
    beyond += 1;
    if (usualCharacters.has(character)) usual += 1;
  }
  return beyond === 0 ? 0 : usual / beyond;
}

const isStrangeControl = (byte: number) =>
  byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b;
