export type RangeProblem = 'offset' | 'length' | 'beyond';

/**
 * What is typed as offset and length, in bytes; an empty length means to the end. Both ends inclusive, as in HTTP.
 */
export function readByteRange(
  typed: { offset: string; length: string },
  size: number,
): { range: { start: number; end: number } } | { problem: RangeProblem } {
  const start = wholeNumber(typed.offset.trim() === '' ? '0' : typed.offset);
  if (start === undefined) return { problem: 'offset' };
  if (start >= size) return { problem: 'beyond' };
  if (typed.length.trim() === '') return { range: { start, end: size - 1 } };
  const length = wholeNumber(typed.length);
  if (length === undefined || length === 0) return { problem: 'length' };
  return { range: { start, end: Math.min(start + length, size) - 1 } };
}

/** Digits, with spaces, commas or underscores between them as people write large numbers. */
function wholeNumber(text: string): number | undefined {
  const digits = text.replaceAll(/[\s,_]/g, '');
  const number = Number(digits);
  return /^\d{1,15}$/.test(digits) && Number.isSafeInteger(number) ? number : undefined;
}

/** The file's name says what part it is. */
export function rangeFileName(name: string, { start, end }: { start: number; end: number }): string {
  const dot = name.lastIndexOf('.');
  const part = `.bytes-${start}-${end}`;
  return dot > 0 ? `${name.slice(0, dot)}${part}${name.slice(dot)}` : `${name}${part}`;
}
