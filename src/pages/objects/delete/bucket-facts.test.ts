import { expect, test } from 'vitest';
import { StorageError } from '../../../storage/index.ts';
import { bucketFacts } from './bucket-facts.ts';

type Settings = NonNullable<Parameters<typeof bucketFacts>[0]['settings']>;

function settingsWith(answers: Record<string, unknown>): Settings {
  const read = async (_bucket: string, name: string) => {
    const answer = answers[name];
    if (answer instanceof StorageError) throw answer;
    return { value: answer, revision: '', text: '' };
  };
  return { read } as unknown as Settings;
}

const versioning = (status: string, more = {}) => ({
  status,
  excludedPrefixes: [],
  excludeFolders: false,
  kept: [],
  ...more,
});
const denied = new StorageError('access-denied', { status: 403 });
const lacking = new StorageError('not-supported', { status: 501 });

test.each([
  [
    'enabled, with lock',
    { versioning: versioning('Enabled'), 'object-lock': { kept: [] } },
    { versioning: 'enabled', hasExceptions: false, locks: true },
  ],
  [
    'suspended',
    { versioning: versioning('Suspended') },
    { versioning: 'suspended', hasExceptions: false, locks: false },
  ],
  [
    'with excluded prefixes',
    { versioning: versioning('Enabled', { excludedPrefixes: ['tmp/'] }) },
    { versioning: 'enabled', hasExceptions: true, locks: false },
  ],
  ['never set', {}, { versioning: 'off', hasExceptions: false, locks: false }],
  [
    'denied',
    { versioning: denied, 'object-lock': denied },
    { versioning: 'unknown', hasExceptions: false, locks: undefined },
  ],
  [
    'a server without',
    { versioning: lacking, 'object-lock': lacking },
    { versioning: 'off', hasExceptions: false, locks: false },
  ],
])('%s', async (_what, answers, facts) => {
  expect(await bucketFacts({ settings: settingsWith(answers) }, 'b', new AbortController().signal)).toEqual(
    facts,
  );
});

test('without settings nothing is known; an abort is no answer', async () => {
  const { signal } = new AbortController();
  expect(await bucketFacts({}, 'b', signal)).toEqual({
    versioning: 'unknown',
    hasExceptions: false,
    locks: undefined,
  });
  const aborted = settingsWith({ versioning: new StorageError('aborted') });
  await expect(bucketFacts({ settings: aborted }, 'b', signal)).rejects.toMatchObject({ code: 'aborted' });
});
