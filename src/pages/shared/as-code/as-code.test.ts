import { describe, expect, it, test } from 'vitest';
import type { Act } from '../../../storage/index.ts';
import { asCode, type CodeLanguage, changes, codeLanguages } from './as-code.ts';
import { type CodePlace, codePlace, localName } from './code-place.ts';
import { comment, pythonText, shellWord } from './quote.ts';
import { callsOfPython, hasPython, outputOfShell, wordsOfShell } from './run-code.mjs';
import { everyAct, oddKeys } from './test-acts.ts';

const place: CodePlace = {
  endpoint: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  addressing: 'path',
  anonymous: false,
};
const environment = {
  AWS_ACCESS_KEY_ID: 'AK',
  AWS_SECRET_ACCESS_KEY: 'a/s+k',
  SSE_C_KEY: btoa('k'.repeat(32)),
};
const now = Date.UTC(2031, 4, 1);
const code = (act: Act, language: CodeLanguage, where = place) => asCode(act, language, where, now);
/** The commands that a shell would run for each. */
const words = (acts: readonly Act[], language: CodeLanguage, extra: Record<string, string> = {}) =>
  wordsOfShell(
    acts.map((act) => code(act, language)),
    ['curl', 'aws', 'mc'],
    { ...environment, ...extra },
  );
const wordsOf = (act: Act, language: CodeLanguage, extra?: Record<string, string>) =>
  words([act], language, extra)[0] ?? [];
const calls = (acts: readonly Act[]) =>
  callsOfPython(
    acts.map((act) => code(act, 'python')),
    environment,
  );
const stat = (key: string): Act => ({ kind: 'stat', bucket: 'photos', key, sealed: false });

describe('odd names', () => {
  const puts = oddKeys.map((key): Act => ({ kind: 'put', bucket: 'b', key, options: {} }));
  const stats = oddKeys.map(stat);

  it('reach a program as they are', () => {
    const plain = wordsOfShell(
      oddKeys.map((key) => `curl ${shellWord(key)}`),
      ['curl'],
    );
    expect(plain.map((told) => told[0]?.[1])).toEqual(oddKeys);
    const named = words(puts, 'aws').map(([put = []]) => {
      const at = put.findIndex((word) => /^--key(=|$)/.test(word));
      return put[at] === '--key' ? put[at + 1] : put[at]?.slice('--key='.length);
    });
    expect(named).toEqual(oddKeys);
    expect(words(stats, 'mc').map(([told]) => told?.at(-1))).toEqual(
      oddKeys.map((key) => `pail/photos/${key}`),
    );
    const urls = words(stats, 'curl').map(([told]) => new URL(told?.at(-1) ?? ''));
    expect(urls.map(({ pathname }) => pathname.split('/').map(decodeURIComponent).join('/'))).toEqual(
      oddKeys.map((key) => `/photos/${key}`),
    );
    expect(urls.map(({ search, hash }) => search + hash).join('')).toBe('');
  });

  test.runIf(hasPython)('are the strings that Python reads', () => {
    expect(calls(stats).map((told) => told.at(-1))).toEqual(
      oddKeys.map((key) => ['Minio().stat_object', ['photos', key], {}]),
    );
    const objects = oddKeys.map((key) => ({ key }));
    const [told] = calls([
      { kind: 'remove', bucket: 'b', objects, count: objects.length, bypassGovernance: false },
    ]);
    expect(told?.filter(([name]) => name === 'DeleteObject').map(([, [key]]) => key)).toEqual(oddKeys);
  });

  test.each(codeLanguages)('hide nothing in %s, and turn no text around', (language) => {
    for (const act of stats) expect(code(act, language)).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
  });

  it('cannot break out of a comment', () => {
    expect(comment('a\nrm -rf "x"')).toBe('# a\\nrm -rf "x"');
  });

  test.each([
    ['a/b.txt', 'b.txt'],
    ['folder/', 'folder'],
    ['a/..', 'object'],
    ['', 'object'],
  ])('%j is kept in the file %j', (key, name) => {
    expect(localName(key)).toBe(name);
  });
});

describe.each(codeLanguages)('%s', (language) => {
  it('is code that runs, or a comment, for everything', () => {
    const texts = everyAct.map((act) => code(act, language));
    for (const text of texts) expect(text).not.toMatch(/undefined|NaN|\[object/);
    if (language === 'python') {
      if (hasPython) expect(calls(everyAct).every((told) => told[0]?.[0] === 'Minio')).toBe(true);
      return;
    }
    const told = words(everyAct, language);
    expect(told).toHaveLength(everyAct.length);
    for (const [at, text] of texts.entries()) {
      const isSaid = text.split('\n').every((line) => /^(#|export|$)/.test(line));
      // What goes through a pipe is not told here.
      expect((told[at]?.length ?? 0) > 0 || isSaid || text.includes(' | '), text).toBe(true);
      for (const [program] of told[at] ?? []) expect(program).toBe(language);
    }
  });

  it('has the keys from the environment, and a key of one’s own too', () => {
    for (const act of everyAct) {
      const text = code(act, language);
      if (text.startsWith('#')) continue;
      expect(text).not.toMatch(/a\/s\+k/);
      if (language !== 'aws') expect(text).toMatch(/AWS_SECRET_ACCESS_KEY/);
    }
    const sealed: Act = { kind: 'get', bucket: 'b', key: 'k', sealed: true };
    expect(code(sealed, language)).toContain('SSE_C_KEY');
  });

  it('without keys signs nothing', () => {
    expect(code({ kind: 'list-buckets' }, language, { ...place, anonymous: true })).not.toMatch(
      /SECRET|sigv4/,
    );
  });
});

describe('curl', () => {
  it('signs, with the session’s token where there is one', () => {
    const [plain] = wordsOf(stat('k'), 'curl');
    expect(plain).toEqual([
      ...['curl', '--fail', '--silent', '--show-error', '--globoff'],
      ...['--aws-sigv4', 'aws:amz:us-east-1:s3'],
      ...['--user', 'AK:a/s+k', '--header', 'x-amz-content-sha256: UNSIGNED-PAYLOAD'],
      ...['--head', 'http://127.0.0.1:9000/photos/k'],
    ]);
    const [temporary] = wordsOf(stat('k'), 'curl', { AWS_SESSION_TOKEN: 'a token' });
    expect(temporary).toContain('-Hx-amz-security-token: a token');
  });

  it.each<[Partial<CodePlace>, string]>([
    [{}, 'http://127.0.0.1:9000/photos/a%20b?versionId=v%201'],
    [
      { endpoint: 'https://s3.example.com/base', addressing: 'virtual-host' },
      'https://photos.s3.example.com/base/a%20b?versionId=v%201',
    ],
  ])('at %j', (part, url) => {
    const text = code({ ...stat('a b'), versionId: 'v 1' } as Act, 'curl', { ...place, ...part });
    expect(text).toContain(url);
  });

  it('sends a document with its MD5', () => {
    const [put] = wordsOf(
      { kind: 'write-tags', bucket: 'b', key: 'k', tags: [{ key: "it's", value: '<&>\n' }] },
      'curl',
    );
    const document = put?.[put.indexOf('--data-binary') + 1];
    expect(document).toBe(
      "<Tagging><TagSet><Tag><Key>it's</Key><Value>&lt;&amp;&gt;&#10;</Value></Tag></TagSet></Tagging>",
    );
    expect(put?.filter((word) => /^Content-MD5: [\w+/]{22}==$/.test(word))).toHaveLength(1);
  });
});

describe('what is said of an object goes with it', () => {
  const put = everyAct.find((act) => act.kind === 'put' && act.options.tags) as Act;
  const encoded = '=?UTF-8?B?5oql5ZGK?=';

  test.runIf(hasPython)('python', () => {
    const [told = []] = calls([put]);
    expect(told).toContainEqual(['Tags.new_object_tags()', ['team', 'a b&c=d'], {}]);
    expect(told.at(-1)).toEqual([
      'Minio().fput_object',
      ['photos', 'a/b c.txt', 'b c.txt'],
      {
        content_type: 'text/csv',
        metadata: {
          'Cache-Control': 'no-store',
          'x-amz-storage-class': 'STANDARD_IA',
          author: encoded,
          plain: "it's",
        },
        tags: 'Tags.new_object_tags()',
        sse: 'SseS3()',
        retention: 'Retention()',
        legal_hold: true,
      },
    ]);
    expect(told).toContainEqual(['Retention', ['GOVERNANCE', '2031-05-06 07:08:09+00:00'], {}]);
  });

  test('mc', () => {
    expect(wordsOf(put, 'mc')).toEqual([
      [
        ...[
          'mc',
          'cp',
          '--attr',
          `Content-Type=text/csv;Cache-Control=no-store;author=${encoded};plain=it's`,
        ],
        ...['--tags', 'team=a%20b%26c%3Dd', '--storage-class', 'STANDARD_IA'],
        ...['--retention-mode', 'governance', '--retention-duration', '6d', '--legal-hold', 'on'],
        ...['--enc-s3', 'pail/photos', 'b c.txt', 'pail/photos/a/b c.txt'],
      ],
    ]);
  });

  test('aws', () => {
    const [command = []] = wordsOf(put, 'aws');
    const value = (name: string) => command[command.indexOf(name) + 1];
    expect(JSON.parse(value('--metadata') ?? '')).toEqual({ author: encoded, plain: "it's" });
    expect(value('--tagging')).toBe('team=a%20b%26c%3Dd');
    expect(value('--object-lock-retain-until-date')).toBe('2031-05-06T07:08:09Z');
  });

  test('curl', () => {
    const [command = []] = wordsOf(put, 'curl');
    for (const header of [
      'Content-Type: text/csv',
      `x-amz-meta-author: ${encoded}`,
      'x-amz-tagging: team=a%20b%26c%3Dd',
      'x-amz-server-side-encryption: AES256',
      'x-amz-object-lock-mode: GOVERNANCE',
      'x-amz-object-lock-legal-hold: ON',
    ]) {
      expect(command[command.indexOf(header) - 1], header).toBe('--header');
    }
  });
});

describe('a setting that is taken away', () => {
  const removal: Act = { kind: 'remove-setting', bucket: 'photos', name: 'cors' };

  it.each([
    ['<CORSConfiguration/>', ['curl GET', 'curl DELETE']],
    ['<ListBucketResult/>', ['curl GET']],
  ])('by curl is read first; answered %s', (answer, done) => {
    const told = `curl() { case "$*" in *DELETE*) printf 'curl DELETE\\n' >&3;; *) printf 'curl GET\\n' >&3; printf %s '${answer}';; esac; }; exec 3>&1`;
    expect(outputOfShell(`${told}\n${code(removal, 'curl')}`, environment)).toEqual(done);
  });

  it.each(codeLanguages)('is no code in %s where the server does not know it', (language) => {
    const text = asCode(removal, language, place, now, 'not-supported');
    expect(text).toBe('# This server does not know cors: nothing was sent.\n');
  });

  it.each(['versioning', 'object-lock'] as const)('is no DELETE where there is none: %s', (name) => {
    expect(code({ ...removal, name }, 'curl')).toMatch(/^#[^\n]*\n$/);
    expect(code({ ...removal, name }, 'aws')).toMatch(/^#[^\n]*\n$/);
  });

  it('of notifications is an empty document', () => {
    expect(code({ ...removal, name: 'notification' }, 'curl')).toContain('--request PUT');
  });
});

it('tells how many of a delete it leaves out', () => {
  const act = everyAct.find((each) => each.kind === 'remove' && each.count > 1) as Act;
  expect(code(act, 'python')).toMatch(/^# 498 more keys/);
});

test.each<[Act['kind'], boolean]>([
  ['put', true],
  ['presign', true],
  ['write-setting', true],
  ['purge-bucket', true],
  ['list-objects', false],
  ['head-bucket', false],
  ['read-hold', false],
  ['stat', false],
])('%s changes something: %s', (kind, is) => {
  expect(changes({ act: { kind } as Act })).toBe(is);
});

test('the place of a profile', () => {
  const profile = {
    name: 'n',
    protocol: 's3',
    endpoint: 'https://h',
    region: 'r',
    addressing: 'path',
  } as const;
  expect(codePlace({ ...profile, accessKeyId: 'AK' })).toEqual({
    endpoint: 'https://h',
    region: 'r',
    addressing: 'path',
    anonymous: false,
  });
  expect(codePlace(profile)?.anonymous).toBe(true);
  expect(pythonText('é')).toBe('"é"');
});
