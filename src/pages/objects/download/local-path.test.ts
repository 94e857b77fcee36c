import { describe, expect, test } from 'vitest';
import { localName, localPaths } from './local-path.ts';

const pathsOf = (base: string, ...keys: string[]) =>
  localPaths(
    keys.map((key) => ({ key, size: 1 })),
    base,
  ).map(({ path, renamed }) => `${path.join('/')}${renamed ? ' *' : ''}`);

test.each([
  ['100%.txt', '100%.txt'],
  ['报告 🎉.pdf', '报告 🎉.pdf'],
  ['photo\u202egpj.exe', 'photo_gpj.exe'],
  ['a\u0000\n', 'a__'],
  ['..', '__'],
  ['.', '_'],
  ['', '_'],
  ['.profile', '.profile'],
  ['ends. ', 'ends__'],
  ['a\\b', 'a_b'],
  ['what?*<>:"|', 'what_______'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['console.log', 'console.log'],
  ['lpt1', '_lpt1'],
  ['\ud83d', '\ufffd'],
])('%j becomes %j', (segment, name) => {
  expect(localName(segment)).toBe(name);
});

test('a long name keeps its end and fits', () => {
  const name = localName(`${'长'.repeat(400)}.tar.gz`);
  expect(name.endsWith('长.tar.gz')).toBe(true);
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
});

describe('paths', () => {
  test('are below the folder that was chosen, from the prefix on', () => {
    expect(pathsOf('photos/', 'photos/a.jpg', 'photos/2026/b.jpg')).toEqual(['a.jpg', '2026/b.jpg']);
  });

  test('never lead out of it', () => {
    expect(pathsOf('', '../../etc/passwd', '/abs', 'a//b', './c')).toEqual([
      '__/__/etc/passwd *',
      '_/abs *',
      'a/_/b *',
      '_/c *',
    ]);
  });

  test('are one for each object, also where a disk ignores case or composition', () => {
    expect(pathsOf('', 'A.txt', 'a.txt', 'a.TXT')).toEqual(['A.txt', 'a (2).txt *', 'a (3).TXT *']);
    expect(pathsOf('', 'e\u0301.txt', '\u00e9.txt')[1]).toContain(' (2)');
    expect(pathsOf('', 'a?', 'a*')).toEqual(['a_ *', 'a_ (2) *']);
  });

  test('an object beside a folder of its name', () => {
    expect(pathsOf('', 'a', 'a/b')).toEqual(['a (2) *', 'a/b']);
  });

  test('of folder marks are none', () => {
    expect(pathsOf('', 'empty/', 'empty/x')).toEqual(['empty/x']);
  });
});
