/** As long as a key can be. */
const maxKeyBytes = 1024;

export type PrefixProblem = 'wildcard' | 'variable' | 'hidden' | 'too-long';

/** Controls, bidi and zero-width characters, line separators, halves of surrogate pairs. */
const hidden = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffd]/u;

/**
 * Why a prefix cannot be granted by its letters: `*` and `?` would match other keys as well, `${` would stand for
 * something else, and what cannot be seen cannot be agreed to.
 */
export function prefixProblem(prefix: string): PrefixProblem | undefined {
  if (/[*?]/.test(prefix)) return 'wildcard';
  if (prefix.includes('${')) return 'variable';
  if (hidden.test(prefix)) return 'hidden';
  return new TextEncoder().encode(prefix).length > maxKeyBytes ? 'too-long' : undefined;
}
