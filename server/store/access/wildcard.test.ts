import { describe, expect, it } from 'vitest';
import { matchesWildcard, parseWildcard } from './wildcard.ts';

describe('a pattern', () => {
  it.each([
    { pattern: '', text: '', is: true },
    { pattern: '', text: 'a', is: false },
    { pattern: 'a', text: 'a', is: true },
    { pattern: 'a', text: 'A', is: false },
    { pattern: 'a', text: 'ab', is: false },
    { pattern: 'ab', text: 'a', is: false },
    { pattern: '*', text: '', is: true },
    { pattern: '*', text: 'a/b/c', is: true },
    { pattern: '**', text: '', is: true },
    { pattern: '?', text: '', is: false },
    { pattern: '?', text: '/', is: true },
    { pattern: '?', text: '🪣', is: true },
    { pattern: '??', text: '🪣', is: false },
    { pattern: 'a*', text: 'a', is: true },
    { pattern: 'a*b', text: 'ab', is: true },
    { pattern: 'a*b', text: 'a/b/b', is: true },
    { pattern: 'a*b', text: 'abc', is: false },
    { pattern: '*a*b*', text: 'xxaxxbxx', is: true },
    { pattern: '*a*b*', text: 'ba', is: false },
    { pattern: '*ab', text: 'aab', is: true },
    { pattern: 'a?c*', text: 'abcd', is: true },
    { pattern: 'a*?', text: 'a', is: false },
    { pattern: 'a.c', text: 'abc', is: false },
    { pattern: 'a[b]+(c)$', text: 'a[b]+(c)$', is: true },
    { pattern: '*', text: 'a\nb', is: true },
    { pattern: '${aws:username}', text: '${aws:username}', is: true },
  ])('$pattern on "$text": $is', ({ pattern, text, is }) => {
    expect(matchesWildcard(parseWildcard(pattern, { variables: false }), text)).toBe(is);
  });

  const values: Record<string, string> = { 'aws:username': 'ann', star: '*' };

  it.each([
    { pattern: 'home/${aws:username}/*', text: 'home/ann/a', is: true },
    { pattern: 'home/${aws:username}/*', text: 'home/bob/a', is: false },
    { pattern: '${star}', text: 'anything', is: false },
    { pattern: '${star}', text: '*', is: true },
    { pattern: '${nobody}', text: '', is: false },
    { pattern: "${nobody, 'guest'}/*", text: 'guest/a', is: true },
    { pattern: "${aws:username, 'guest'}/*", text: 'ann/a', is: true },
    { pattern: '${*}${?}${$}', text: '*?$', is: true },
    { pattern: '${*}', text: 'a', is: false },
    { pattern: '${open', text: '${open', is: true },
  ])('$pattern with variables on "$text": $is', ({ pattern, text, is }) => {
    const parsed = parseWildcard(pattern, { variables: true });
    expect(matchesWildcard(parsed, text, (name) => values[name])).toBe(is);
  });

  it('without wildcards takes them as characters', () => {
    const parsed = parseWildcard('a**?', { variables: false, wildcards: false });
    expect([matchesWildcard(parsed, 'a**?'), matchesWildcard(parsed, 'abcd')]).toEqual([true, false]);
  });

  it('takes no more steps than its length times the text', () => {
    // As a backtracking regular expression this one would outlive the test.
    const pattern = parseWildcard(`${'*a'.repeat(200)}b`, { variables: false });
    expect(matchesWildcard(pattern, 'a'.repeat(1024))).toBe(false);
  });
});
