import { describe, expect, test } from 'vitest';
import {
  applyPreset,
  type ConnectFields,
  emptyFields,
  fieldsOfProfile,
  parseFields,
  presets,
  withRegion,
} from './connect-fields.ts';

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
    const parsed = parseFields({ ...filled, anonymous: true });
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
    ['nothing', filled, []],
  ])('are told %s', (_, fields, problems) => {
    expect(problemsOf(fields)).toEqual(problems);
  });
});

test('a preset fills in what servers of its kind have, and keeps a name that was given', () => {
  for (const preset of presets) {
    const { secretAccessKey, accessKeyId, ...rest } = applyPreset({ ...filled, name: 'Mine' }, preset);
    expect(rest).toMatchObject({ name: 'Mine', endpoint: preset.endpoint, addressing: preset.addressing });
    expect([accessKeyId, secretAccessKey]).toEqual(['someone', 'hush']);
    expect(problemsOf({ ...filled, ...preset })).toEqual([]);
  }
  const [first, second] = presets;
  expect(applyPreset(applyPreset(emptyFields, first), second).name).toBe(second.name);
});

test('a profile used before fills in everything but the secret', () => {
  const parsed = parseFields(filled);
  if (!('connection' in parsed)) throw new Error('The fields are whole.');
  const fields = fieldsOfProfile(parsed.connection.profile);
  expect(problemsOf(fields)).toEqual(['secretAccessKey missing']);
  expect(problemsOf(fieldsOfProfile({ ...parsed.connection.profile, accessKeyId: undefined }))).toEqual([]);
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
