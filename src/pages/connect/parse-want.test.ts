import { describe, expect, test } from 'vitest';
import { connectionId } from '../../storage/index.ts';
import { applyPreset, type ConnectFields, emptyFields, fieldsOfProfile, presets } from './connect-fields.ts';
import { canSeal, parseFields } from './parse-fields.ts';
import { problemText } from './problem-text.ts';
import { understandToken } from './read-token.ts';

/** The worked example of the protocol: `{"namespace":"demo","expiration":-1,"insertOnly":0}`. */
const example =
  'UPLOAD_AK_TOP MjMzNTYwNDI6ZXlKdVlXMWxjM0JoWTJVaU9pSmtaVzF2SWl3aVpYaHdhWEpoZEdsdmJpSTZMVEVzSW1sdWMyVnlkRTl1YkhraU9qQjk6NGNjYjNiMDdjNTQ4MGY5MGEyNTBmZmM2OGNlZWUzNTQ0MDY1MTMxMQ';
const examplePolicy = '{"namespace":"demo","expiration":-1,"insertOnly":0}';

const now = 1_795_300_000_000;

const byKeys: ConnectFields = {
  ...emptyFields,
  protocol: 'want',
  endpoint: 'https://upload.example.com',
  accessKeyId: '23356042',
  secretAccessKey: 'hush',
};
const byToken: ConnectFields = { ...byKeys, wantMethod: 'token', uploadToken: example };

function parsed(fields: ConnectFields) {
  const result = parseFields(fields, now);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

function problemsOf(fields: ConnectFields) {
  const result = parseFields(fields, now);
  return 'problems' in result ? result.problems.map(({ field, problem }) => `${field} ${problem}`) : [];
}

/** A token of that policy; nobody looks at its signature here. */
function tokenOf(policy: unknown, key = 'someone') {
  const base64url = (text: string) =>
    btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const text = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return `UPLOAD_AK_CLOUD ${base64url(`${key}:${base64url(text)}:${'0'.repeat(40)}`)}`;
}

describe('keys that sign here', () => {
  test('become a connection, both endpoints at one address where only one was given', () => {
    expect(parsed({ ...byKeys, bucket: ' demo ', keyType: 'CLOUD', timeout: '20', retries: '0' })).toEqual({
      connection: {
        profile: {
          name: 'upload.example.com',
          protocol: 'want',
          endpoint: 'https://upload.example.com',
          manageEndpoint: 'https://upload.example.com',
          keyType: 'CLOUD',
          accessKeyId: '23356042',
          timeout: 20,
          retries: 0,
        },
        credentials: { accessKeyId: '23356042', secretAccessKey: 'hush' },
      },
      bucket: 'demo',
    });
  });

  test.each([
    [
      'all that is missing',
      { endpoint: '', accessKeyId: '', secretAccessKey: ' ' },
      ['endpoint missing', 'accessKeyId missing', 'secretAccessKey missing'],
    ],
    [
      'both addresses',
      { endpoint: 'ftp://a', manageEndpoint: 'https://a?b' },
      ['endpoint scheme', 'manageEndpoint query'],
    ],
    ['the manage endpoint alone', { manageEndpoint: 'what is this' }, ['manageEndpoint not-a-url']],
    ['one wrong address once', { endpoint: 'https://u:p@a' }, ['endpoint credentials']],
    ['a key with blanks', { accessKeyId: 'a b' }, ['accessKeyId characters']],
    ['a namespace with a folder', { bucket: 'demo/a' }, ['bucket name']],
    ['nothing of S3', { region: 'a/b', method: 'web-identity' as const }, []],
  ])('are told %s', (_, change, problems) => {
    expect(problemsOf({ ...byKeys, ...change })).toEqual(problems);
  });

  test('come back with the profile, without the secret', () => {
    for (const manageEndpoint of ['', 'https://manage.example.com']) {
      const fields = { ...byKeys, manageEndpoint, keyType: 'CLOUD' as const, name: 'Media' };
      expect(fieldsOfProfile(parsed(fields).connection.profile)).toEqual({ ...fields, secretAccessKey: '' });
    }
  });

  test('can be kept behind a passphrase, a token cannot', () => {
    expect(canSeal(byKeys)).toBe(true);
    expect(canSeal({ ...byToken, method: 'keys' })).toBe(false);
    expect(problemsOf({ ...byToken, seal: true })).toEqual([]);
  });
});

describe('a token of somebody else’s', () => {
  test('says itself who signed it, what it allows and where it leads', () => {
    // What is left over from the other way is not looked at.
    const fields = {
      ...byToken,
      uploadToken: ` Authorization: ${example}\n`,
      bucket: 'a/b',
      manageEndpoint: '?',
    };
    const { connection, bucket } = parsed(fields);
    expect(connection).toEqual({
      profile: {
        name: 'upload.example.com',
        protocol: 'want',
        endpoint: 'https://upload.example.com',
        manageEndpoint: 'https://upload.example.com',
        keyType: 'TOP',
        accessKeyId: '23356042',
        tokenPolicy: examplePolicy,
      },
      credentials: { accessKeyId: '23356042', secretAccessKey: '', uploadToken: example },
    });
    expect(bucket).toBe('demo');
    expect(connectionId(connection.profile)).not.toBe(connectionId(parsed(byKeys).connection.profile));
    expect(fieldsOfProfile(connection.profile)).toMatchObject({
      wantMethod: 'token',
      accessKeyId: '',
      uploadToken: '',
    });
  });

  test.each([
    ['nothing', '  ', 'missing'],
    ['a cut one', example.slice(0, -30), 'malformed'],
    ['keys in its place', '23356042:hush', 'malformed'],
    ['one of the manage endpoint', example.replace('UPLOAD_AK', 'ACL'), 'malformed'],
    ['a policy that is no JSON', tokenOf('{"namespace"'), 'policy'],
    ['a policy without a namespace', tokenOf({ expiration: -1, insertOnly: 0 }), 'policy'],
    ['one that is over', tokenOf({ namespace: 'demo', expiration: now, insertOnly: 0 }), 'expired'],
    ['one that lasts', tokenOf({ namespace: 'demo', expiration: now + 1, insertOnly: 0 }), undefined],
    ['one with a number as text', tokenOf({ bucket: 'demo', expiration: `${now + 1}` }), undefined],
  ])('%s', (_, token, problem) => {
    expect(understandToken(token, now).problem).toBe(problem);
    expect(problemsOf({ ...byToken, uploadToken: token })).toEqual(problem ? [`uploadToken ${problem}`] : []);
  });

  test('what is wrong with its policy is told in the words of the SDKs', () => {
    const policy = { expiration: -1, fsizeLimit: 3 };
    expect(understandToken(tokenOf(policy), now).complaints).toEqual([
      'invalid policy key : fsizeLimit',
      'namespace is empty',
    ]);
  });

  test('one that is over is shown all the same', () => {
    const over = { namespace: 'demo', expiration: 1, insertOnly: 1 };
    expect(understandToken(tokenOf(over), now)).toMatchObject({
      policy: over,
      read: { type: 'CLOUD', accessKeyId: 'someone' },
    });
  });
});

test('the preset names the public addresses', () => {
  const [preset] = presets.filter(({ protocol }) => protocol === 'want');
  if (!preset) throw new Error('There is one.');
  expect(applyPreset(emptyFields, preset)).toMatchObject({
    protocol: 'want',
    endpoint: 'https://upload.media.aliyun.com',
    manageEndpoint: 'https://rs.media.aliyun.com',
  });
});

test.each([
  [{ field: 'endpoint', problem: 'missing' }, 's3', 'endpoint_missing'],
  [{ field: 'endpoint', problem: 'missing' }, 'want', 'want_endpoint_missing'],
  [{ field: 'manageEndpoint', problem: 'not-a-url' }, 'want', 'want_endpoint_not-a-url'],
  [{ field: 'manageEndpoint', problem: 'scheme' }, 'want', 'endpoint_scheme'],
  [{ field: 'accessKeyId', problem: 'missing' }, 'want', 'want_accessKeyId_missing'],
  [{ field: 'secretAccessKey', problem: 'missing' }, 'want', 'secretAccessKey_missing'],
  [{ field: 'uploadToken', problem: 'expired' }, 'want', 'uploadToken_expired'],
] as const)('%o of %s is told by %s', (problem, protocol, key) => {
  expect(problemText(problem, protocol)).toEqual({ feature: 'connect', key });
});
