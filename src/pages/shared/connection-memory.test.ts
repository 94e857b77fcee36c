import { describe, expect, test } from 'vitest';
import { type ConnectionProfile, connectionId } from '../../storage/index.ts';
import { createConnectionMemory, type KeptText } from './connection-memory.ts';

function fakeStorage(): KeptText & { all: () => string } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    all: () => JSON.stringify([...kept]),
  };
}

const profile: ConnectionProfile = {
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

  test('the newest stands first, and the same connection once', () => {
    const memory = createConnectionMemory(fakeStorage(), fakeStorage());
    memory.addRecent(profile);
    memory.addRecent({ ...profile, region: 'eu-west-1' });
    memory.addRecent({ ...profile, name: 'Lab again' });
    expect(memory.readRecent().map(({ name, region }) => [name, region])).toEqual([
      ['Lab again', 'us-east-1'],
      ['Lab', 'eu-west-1'],
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
