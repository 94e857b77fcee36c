import { describe, expect, test } from 'vitest';
import { connectionId, type S3Profile } from '../../storage/index.ts';
import {
  applyPreset,
  type ConnectFields,
  emptyFields,
  fieldsOfProfile,
  presets,
  withRegion,
} from './connect-fields.ts';
import { parseFields } from './parse-fields.ts';

const filled: ConnectFields = {
  ...emptyFields,
  endpoint: 'https://s3.example.com',
  accessKeyId: 'someone',
  secretAccessKey: 'hush',
};

function problemsOf(fields: ConnectFields) {
  const parsed = parseFields(fields);
  return 'problems' in parsed ? parsed.problems.map(({ field, problem }) => `${field} ${problem}`) : [];
}

describe('the fields of the form', () => {
  test('become a connection, without the blanks that pasting brings', () => {
    const parsed = parseFields({
      ...filled,
      accessKeyId: ' someone ',
      secretAccessKey: 'hush\n',
      sessionToken: ' t ',
    });
    expect(parsed).toEqual({
      connection: {
        profile: {
          name: 's3.example.com',
          protocol: 's3',
          endpoint: 'https://s3.example.com',
          region: 'us-east-1',
          addressing: 'path',
          accessKeyId: 'someone',
        },
        credentials: { accessKeyId: 'someone', secretAccessKey: 'hush', sessionToken: 't' },
      },
    });
  });

  test('without keys are anonymous, whatever was typed into them before', () => {
    const parsed = parseFields({ ...filled, method: 'anonymous' });
    expect(parsed).toMatchObject({ connection: { profile: { endpoint: 'https://s3.example.com' } } });
    expect(JSON.stringify(parsed)).not.toMatch(/hush|someone/);
  });

  test.each([
    [
      'all that is missing at once',
      emptyFields,
      ['endpoint missing', 'accessKeyId missing', 'secretAccessKey missing'],
    ],
    ['a blank secret', { ...filled, secretAccessKey: '  ' }, ['secretAccessKey missing']],
    [
      'an address with a user in it',
      { ...filled, endpoint: 'https://a:b@s3.example.com' },
      ['endpoint credentials'],
    ],
    ['ftp', { ...filled, endpoint: 'ftp://s3.example.com' }, ['endpoint scheme']],
    ['a region with a slash', { ...filled, region: 'eu/1' }, ['region characters']],
    ['a key with a comma', { ...filled, accessKeyId: 'a,b' }, ['accessKeyId characters']],
    ['a bucket with a folder', { ...filled, bucket: 'photos/2026' }, ['bucket name']],
    ['no time to wait', { ...filled, timeout: '0' }, ['timeout range']],
    ['half a retry', { ...filled, retries: '1.5' }, ['retries range']],
    ['no token', { ...filled, method: 'web-identity' as const }, ['webIdentityToken missing']],
    [
      'what STS would not take',
      {
        ...filled,
        method: 'assume-role' as const,
        stsEndpoint: 'sts.example.com?a',
        sessionName: '?',
        duration: '14',
        policy: 'allow',
      },
      ['sessionName characters', 'duration range', 'policy not-json', 'stsEndpoint query'],
    ],
    ['nothing of STS without STS', { ...filled, duration: 'x', policy: 'allow' }, []],
    ['a short passphrase', { ...filled, seal: true, passphrase: 'short' }, ['passphrase short']],
    [
      'two passphrases',
      { ...filled, seal: true, passphrase: 'correct horse', passphraseAgain: 'correct house' },
      ['passphraseAgain different'],
    ],
    ['nothing of a passphrase without keys', { ...filled, method: 'anonymous' as const, seal: true }, []],
    ['nothing', filled, []],
  ])('are told %s', (_, fields, problems) => {
    expect(problemsOf(fields)).toEqual(problems);
  });
});

test('a preset fills in what servers of its kind have, and keeps a name that was given', () => {
  for (const preset of presets) {
    const { secretAccessKey, accessKeyId, ...rest } = applyPreset({ ...filled, name: 'Mine' }, preset);
    expect(rest).toMatchObject({ ...preset, name: 'Mine' });
    expect([accessKeyId, secretAccessKey]).toEqual(['someone', 'hush']);
    expect(problemsOf({ ...filled, ...preset })).toEqual([]);
  }
  const [first, second] = presets;
  expect(applyPreset(applyPreset(emptyFields, first), second).name).toBe(second.name);
});

test('a role becomes a request for keys, and its terms stay with the profile', () => {
  const parsed = parseFields({
    ...filled,
    method: 'assume-role',
    roleArn: ' arn:aws:iam::1:role/reader ',
    duration: '15',
    sessionToken: 'left over',
    timeout: '20',
    retries: '0',
  });
  if (!('connection' in parsed)) throw new Error('The fields are whole.');
  const { profile, session, credentials } = parsed.connection;
  const options = { roleArn: 'arn:aws:iam::1:role/reader', duration: 900 };
  expect(profile).toMatchObject({
    accessKeyId: 'someone',
    session: { method: 'assume-role', ...options },
    timeout: 20,
    retries: 0,
  });
  expect(JSON.stringify(profile)).not.toMatch(/hush|left over/);
  expect(credentials).toBeUndefined();
  expect(session).toEqual({
    method: 'assume-role',
    endpoint: 'https://s3.example.com',
    region: 'us-east-1',
    options,
    credentials: { accessKeyId: 'someone', secretAccessKey: 'hush' },
  });
  // What its owner may do with the keys alone is another connection.
  expect(connectionId(profile)).not.toBe(connectionId({ ...profile, session: undefined } as S3Profile));
  expect(fieldsOfProfile(profile)).toMatchObject({
    method: 'assume-role',
    duration: '15',
    roleArn: options.roleArn,
    timeout: '20',
    retries: '0',
    secretAccessKey: '',
  });
});

test('a token goes to the STS that was named, and to no profile', () => {
  const parsed = parseFields({
    ...filled,
    method: 'web-identity',
    webIdentityToken: 'a.b.c\n',
    stsEndpoint: 'https://sts.example.com/',
  });
  if (!('connection' in parsed)) throw new Error('The fields are whole.');
  const { profile, session } = parsed.connection;
  expect(session).toMatchObject({
    method: 'web-identity',
    token: 'a.b.c',
    endpoint: 'https://sts.example.com',
  });
  expect(profile.accessKeyId).toBeUndefined();
  expect(JSON.stringify(profile)).not.toMatch(/a\.b\.c|hush|someone/);
  expect(fieldsOfProfile(profile).method).toBe('web-identity');
});

test('a profile used before fills in everything but the secret', () => {
  const parsed = parseFields(filled);
  if (!('connection' in parsed)) throw new Error('The fields are whole.');
  const fields = fieldsOfProfile(parsed.connection.profile);
  expect(problemsOf(fields)).toEqual(['secretAccessKey missing']);
  expect(
    problemsOf(fieldsOfProfile({ ...parsed.connection.profile, accessKeyId: undefined } as S3Profile)),
  ).toEqual([]);
});

test.each([
  ['https://s3.us-east-1.amazonaws.com', 'https://s3.eu-west-3.amazonaws.com'],
  ['s3-us-west-2.amazonaws.com', 's3.eu-west-3.amazonaws.com'],
  ['https://s3.example.com', 'https://s3.example.com'],
])('the region of the server goes into %s as %s', (endpoint, changed) => {
  expect(withRegion({ ...filled, endpoint }, 'eu-west-3')).toMatchObject({
    region: 'eu-west-3',
    endpoint: changed,
  });
});
