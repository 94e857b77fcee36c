import { describe, expect, test } from 'vitest';
import {
  type ConnectionProfile,
  connectionId,
  type S3Profile,
  type WantProfile,
} from '../../storage/index.ts';
import { createConnectionMemory, type KeptText, publicOriginKey } from './connection-memory.ts';

function fakeStorage(): KeptText & { all: () => string } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    all: () => JSON.stringify([...kept]),
  };
}

const profile: S3Profile = {
  name: 'Lab',
  protocol: 's3',
  endpoint: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  addressing: 'path',
  accessKeyId: 'someone',
};
const credentials = { accessKeyId: 'someone', secretAccessKey: 'hush', sessionToken: 'token' };
const id = connectionId(profile);

describe('recent profiles', () => {
  test('are kept without whatever else the object carries', () => {
    const local = fakeStorage();
    const memory = createConnectionMemory(local, fakeStorage());
    memory.addRecent({ ...profile, ...credentials } as ConnectionProfile);
    expect(memory.readRecent()).toEqual([profile]);
    expect(local.all()).not.toContain('hush');
    expect(local.all()).not.toContain('token');
  });

  test('keep the terms of a session, field by field', () => {
    const local = fakeStorage();
    const memory = createConnectionMemory(local, undefined);
    const whole: S3Profile = {
      ...profile,
      session: { method: 'assume-role', roleArn: 'arn:aws:iam::1:role/a', duration: 900, policy: '{}' },
      timeout: 20,
      retries: 0,
    };
    const more = { ...whole, session: { ...whole.session, token: 'hush' } } as ConnectionProfile;
    memory.addRecent(more);
    expect(memory.readRecent()).toEqual([whole]);
    expect(local.all()).not.toContain('hush');
  });

  test('sealed secrets go with their profile', () => {
    const local = fakeStorage();
    const memory = createConnectionMemory(local, undefined);
    const sealed = { version: 1, iterations: 600_000, salt: 'a', iv: 'b', check: 'c', data: 'd' } as const;
    memory.addRecent(profile);
    expect(memory.readSealed(id)).toBeUndefined();
    memory.writeSealed(id, sealed);
    expect(memory.readSealed(id)).toEqual(sealed);
    memory.removeRecent(id);
    expect(memory.readSealed(id)).toBeUndefined();
  });

  test('the newest stands first, and the same connection once', () => {
    const memory = createConnectionMemory(fakeStorage(), fakeStorage());
    memory.addRecent(profile);
    memory.addRecent({ ...profile, region: 'eu-west-1' });
    memory.addRecent({ ...profile, name: 'Lab again' });
    expect(memory.readRecent()).toEqual([
      { ...profile, name: 'Lab again' },
      { ...profile, region: 'eu-west-1' },
    ]);
    expect(memory.removeRecent(id)).toHaveLength(1);
  });

  test.each(['no json', '{}', '[{"name":1}]', '[null]', 'null'])(
    'what cannot be read is nothing: %s',
    (text) => {
      const local = fakeStorage();
      local.setItem('pail-profiles', text);
      expect(createConnectionMemory(local, undefined).readRecent()).toEqual([]);
    },
  );
});

describe('credentials', () => {
  test('go to the tab alone, and leave it', () => {
    const local = fakeStorage();
    const session = fakeStorage();
    const memory = createConnectionMemory(local, session);
    memory.keepForTab(id, { profile, credentials });
    expect(memory.readKept(id)).toEqual({ profile, credentials });
    expect(local.all()).toBe('[]');
    memory.dropFromTab(id);
    expect(memory.readKept(id)).toBeUndefined();
    expect(session.all()).toBe('[]');
  });

  test('anonymous stays anonymous', () => {
    const memory = createConnectionMemory(undefined, fakeStorage());
    memory.keepForTab(id, { profile });
    expect(memory.readKept(id)).toEqual({ profile, credentials: undefined });
  });

  test('of a session the temporary keys alone are kept, with their end', () => {
    const session = fakeStorage();
    const memory = createConnectionMemory(undefined, session);
    const expiresAt = new Date('2026-11-21T13:00:00Z');
    memory.keepForTab(id, {
      profile: { ...profile, session: { method: 'assume-role' } },
      credentials: { ...credentials, expiresAt },
      session: {
        method: 'assume-role',
        endpoint: profile.endpoint,
        region: profile.region,
        options: {},
        credentials: { accessKeyId: 'someone', secretAccessKey: 'long-lived' },
      },
    });
    expect(session.all()).not.toContain('long-lived');
    expect(memory.readKept(id)).toEqual({
      profile: { ...profile, session: { method: 'assume-role' } },
      credentials: { ...credentials, expiresAt },
    });
  });

  test('half of them is none', () => {
    const session = fakeStorage();
    session.setItem(`pail-kept-${id}`, JSON.stringify({ profile, credentials: { accessKeyId: 'x' } }));
    expect(createConnectionMemory(undefined, session).readKept(id)).toBeUndefined();
  });
});

test('a browser that blocks or fills its storage remembers nothing, and throws nothing', () => {
  const full: KeptText = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  };
  const memory = createConnectionMemory(full, full);
  expect(memory.addRecent(profile)).toEqual([profile]);
  expect(() => memory.dropFromTab(id)).not.toThrow();
  expect(createConnectionMemory(undefined, undefined).readRecent()).toEqual([]);
});

test('a public host that was typed goes with its profile', () => {
  const local = fakeStorage();
  const memory = createConnectionMemory(local, undefined);
  memory.addRecent(profile);
  local.setItem(publicOriginKey(id), 'files.example.com');
  memory.removeRecent(id);
  expect(local.all()).not.toContain('files.example.com');
});

describe('of a Want service', () => {
  const want: WantProfile = {
    name: 'Media',
    protocol: 'want',
    endpoint: 'https://upload.example.com',
    manageEndpoint: 'https://manage.example.com',
    keyType: 'CLOUD',
    accessKeyId: 'someone',
  };
  const token = 'UPLOAD_AK_CLOUD c2lnbmVk';
  const byToken: WantProfile = { ...want, tokenPolicy: '{"namespace":"demo"}', timeout: 20 };

  test('the profile is kept without the keys and the token', () => {
    const local = fakeStorage();
    const memory = createConnectionMemory(local, undefined);
    memory.addRecent({ ...want, secretAccessKey: 'hush' } as ConnectionProfile);
    memory.addRecent({ ...byToken, uploadToken: token } as ConnectionProfile);
    expect(memory.readRecent()).toEqual([byToken, want]);
    expect(local.all()).not.toMatch(/hush|UPLOAD_AK/);
  });

  test('the tab keeps the token', () => {
    const memory = createConnectionMemory(undefined, fakeStorage());
    const kept = {
      profile: byToken,
      credentials: { accessKeyId: 'someone', secretAccessKey: '', uploadToken: token },
    };
    memory.keepForTab(connectionId(byToken), kept);
    expect(memory.readKept(connectionId(byToken))).toEqual(kept);
  });

  test.each([
    ['an unknown issuer', { keyType: 'OTHER' }],
    ['no manage endpoint', { manageEndpoint: undefined }],
    ['no access key', { accessKeyId: undefined }],
    ['a policy that is no text', { tokenPolicy: {} }],
    ['another protocol', { protocol: 'ftp' }],
  ])('%s is no profile', (_, change) => {
    const local = fakeStorage();
    local.setItem('pail-profiles', JSON.stringify([{ ...want, ...change }]));
    expect(createConnectionMemory(local, undefined).readRecent()).toEqual([]);
  });
});
