/** A piece of a key as it is shown: as it is, or as a mark for a character that would show nothing or lie. */
export type VisiblePiece = { kind: 'text'; text: string } | { kind: 'mark'; mark: string; codePoint: string };

/** C0 and C1 controls, zero-width and bidi characters, line separators, and U+FFFC–U+FFFD. */
const misleading =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]/gu;

/** Joins emoji and shapes scripts: no deceit between two characters that need it. */
const zeroWidthJoiner = '\u200d';

/** The code point says it in every font; pictures for controls are missing from most. */
function mark(character: string): VisiblePiece {
  const code = character.codePointAt(0) ?? 0;
  const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return { kind: 'mark', mark: character === ' ' ? '\u00b7' : codePoint, codePoint };
}

/** Which part of a key a text is: only where the key itself begins or ends could a blank go unseen. */
export type KeyPart = 'whole' | 'head' | 'tail';

/**
 * Splits a key, or a part of one, so that nothing in it can hide: control and bidi characters become marks, and
 * so do blanks at either end of the key, which nobody would see. Joined again, the pieces' originals are the text.
 */
export function visiblePieces(value: string, part: KeyPart = 'whole'): VisiblePiece[] {
  const pieces: VisiblePiece[] = [];
  const leading = part === 'tail' ? 0 : (/^ */.exec(value)?.[0].length ?? 0);
  const trailing = part === 'head' || leading === value.length ? 0 : (/ *$/.exec(value)?.[0].length ?? 0);
  for (let blank = 0; blank < leading; blank += 1) pieces.push(mark(' '));
  const end = value.length - trailing;
  let from = leading;
  for (const match of value.slice(0, end).matchAll(misleading)) {
    if (match[0] === zeroWidthJoiner && joins(value, match.index)) continue;
    if (match.index > from) pieces.push({ kind: 'text', text: value.slice(from, match.index) });
    pieces.push(mark(match[0]));
    from = match.index + match[0].length;
  }
  if (end > from) pieces.push({ kind: 'text', text: value.slice(from, end) });
  for (let blank = 0; blank < trailing; blank += 1) pieces.push(mark(' '));
  return pieces;
}

function joins(value: string, index: number): boolean {
  const before = value.slice(Math.max(0, index - 2), index);
  const after = value.slice(index + 1, index + 3);
  return (
    /(?:\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])$/u.test(before) &&
    /^\p{Extended_Pictographic}/u.test(after)
  );
}

const tailLength = 12;
/** UTF-16 units that are looked at for the tail: enough for twelve of the longer emoji. */
const tailWindow = 96;

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Where to cut a long name for an ellipsis in its middle: the head may shrink, the tail (the extension and what
 * stands before it) stays. Never inside a grapheme. A short name is all head.
 */
export function splitForEllipsis(value: string): { head: string; tail: string } {
  if (value.length <= tailLength * 2) return { head: value, tail: '' };
  const end = value.slice(-tailWindow);
  const tail = /^[ -~]*$/.test(end.slice(-tailLength - 1))
    ? end.slice(-tailLength)
    : lastGraphemes(value, end);
  return { head: value.slice(0, value.length - tail.length), tail };
}

function lastGraphemes(value: string, end: string): string {
  const graphemes = Array.from(segmenter.segment(end), ({ segment }) => segment);
  // The window itself may begin inside one.
  if (end.length < value.length) graphemes.shift();
  return graphemes.slice(-tailLength).join('');
}
