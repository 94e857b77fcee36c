import { describe, expect, test } from 'vitest';
import { openStorage } from '../../storage/index.ts';
import { emptyDraft, localDateTime, ownVariables, type PolicyDraft, readDraft } from './policy-draft.ts';

const now = Date.UTC(2026, 10, 21, 12);
const v = (name: string) => `$\{${name}}`;
const read = (change: Partial<PolicyDraft>) => readDraft({ ...emptyDraft(now), ...change }, 'demo', now);

test('the least policy, as the protocol writes it', () => {
  expect(read({ expiry: 'never' })).toEqual({
    policy: { namespace: 'demo', expiration: -1, insertOnly: 0 },
    expiration: -1,
    problems: {},
    unknown: {},
  });
});

test('the worked example of the protocol, byte for byte', async () => {
  const { uploadPolicies } = await openStorage({
    profile: {
      ...{ protocol: 'want', name: 'x', endpoint: 'http://up.example', manageEndpoint: 'http://rs.example' },
      ...{ keyType: 'TOP', accessKeyId: '23356042' },
    },
    credentials: { accessKeyId: '23356042', secretAccessKey: '0123456789abcdef0123456789abcdef' },
  });
  const { policy } = read({ expiry: 'never' });
  expect(policy && uploadPolicies?.sign(policy)).toEqual({
    text: '{"namespace":"demo","expiration":-1,"insertOnly":0}',
    token:
      'UPLOAD_AK_TOP MjMzNTYwNDI6ZXlKdVlXMWxjM0JoWTJVaU9pSmtaVzF2SWl3aVpYaHdhWEpoZEdsdmJpSTZMVEVzSW1sdWMyVnlkRTl1YkhraU9qQjk6NGNjYjNiMDdjNTQ4MGY5MGEyNTBmZmM2OGNlZWUzNTQ0MDY1MTMxMQ',
  });
});

test('every key', () => {
  const { policy } = read({
    expiry: 'exact',
    exact: localDateTime(now + 60_000),
    insertOnly: 1,
    dir: `/p/${v('year')}`,
    name: `${v('uuid')}.${v('ext')}`,
    sizeLimit: '1.5',
    sizeUnit: 'KiB',
    mimeLimit: 'image/*;video/mp4',
    detectMime: '1',
    callbackUrl: 'http://host/told',
    callbackHost: 'host:8',
    callbackBody: `k=${v('name')}`,
    callbackBodyType: 'text/plain',
    returnUrl: 'https://host/back',
    returnBody: `{"s":${v('size')}}`,
  });
  expect(policy).toEqual({
    namespace: 'demo',
    expiration: now + 60_000,
    insertOnly: 1,
    dir: '/p/$' + '{year}',
    name: ['$', '{uuid}.$', '{ext}'].join(''),
    sizeLimit: 1536,
    mimeLimit: 'image/*;video/mp4',
    detectMime: 1,
    callbackUrl: 'http://host/told',
    callbackHost: 'host:8',
    callbackBody: `k=${v('name')}`,
    callbackBodyType: 'text/plain',
    returnUrl: 'https://host/back',
    returnBody: `{"s":${v('size')}}`,
  });
});

describe('what is wrong', () => {
  test.each<[Partial<PolicyDraft>, string, string]>([
    [{ expiry: 'exact' }, 'expiration', 'empty'],
    [{ expiry: 'exact', exact: 'tomorrow' }, 'expiration', 'not-a-number'],
    [{ expiry: 'exact', exact: localDateTime(now - 1000) }, 'expiration', 'in-the-past'],
    [{ expiry: 'hour', from: now - 3_600_000 }, 'expiration', 'in-the-past'],
    [{ sizeLimit: 'much' }, 'sizeLimit', 'not-a-number'],
    [{ sizeLimit: '-1' }, 'sizeLimit', 'not-a-number'],
    [{ mimeLimit: 'image' }, 'mimeLimit', 'not-a-type'],
    [{ dir: '/a/../b' }, 'dir', 'not-a-path'],
    [{ dir: '/a//b' }, 'dir', 'empty-segment'],
    [{ name: 'a/b' }, 'name', 'not-a-path'],
    [{ callbackUrl: 'ftp://host' }, 'callbackUrl', 'not-a-url'],
    [{ callbackHost: 'a b' }, 'callbackHost', 'not-a-host'],
    [{ callbackBodyType: 'テキスト' }, 'callbackBodyType', 'not-a-type'],
    [{ returnUrl: 'host' }, 'returnUrl', 'not-a-url'],
  ])('%j', (change, key, problem) => {
    const { policy, problems } = read(change);
    expect(policy).toBeUndefined();
    expect(problems).toMatchObject({ [key]: { problem } });
    expect(Object.keys(problems)).toHaveLength(1);
  });

  test('in the words of the SDKs, where they have any', () => {
    expect(read({ expiry: 'exact' }).problems.expiration?.sdk).toBe('expiration is empty');
    expect(readDraft(emptyDraft(now), '', now).problems.namespace?.sdk).toBe('namespace is empty');
  });
});

test('variables that the service does not know are named once each', () => {
  const { unknown, policy } = read({
    dir: `/${v('yaer')}/${v('yaer')}/${v('day')}`,
    returnBody: `${v('var-a')}${v('x')}`,
  });
  expect(unknown).toEqual({ dir: ['yaer'], returnBody: ['x'] });
  expect(policy).toBeDefined();
});

test('own variables that the texts ask for', () => {
  expect(
    ownVariables({ dir: `/${v('var-a')}`, returnBody: `${v('var-b')}${v('var-a')}${v('var-')}` }),
  ).toEqual(['a', 'b']);
});
