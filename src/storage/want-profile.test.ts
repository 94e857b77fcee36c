import { describe, expect, test } from 'vitest';
import { connectionId, type WantProfile } from './connection.ts';
import { parseWantProfile } from './want-profile.ts';

const typed = {
  name: '',
  endpoint: 'upload.example.com/',
  manageEndpoint: 'https://Manage.example.com:443',
  keyType: 'TOP',
  accessKeyId: ' 23356042 ',
} as const;

const profile: WantProfile = {
  name: 'upload.example.com',
  protocol: 'want',
  endpoint: 'https://upload.example.com',
  manageEndpoint: 'https://manage.example.com',
  keyType: 'TOP',
  accessKeyId: '23356042',
};

describe('a Want profile', () => {
  test('is read from what was typed, addresses in their normal form', () => {
    expect(parseWantProfile(typed)).toEqual({ profile });
    expect(parseWantProfile({ ...typed, name: ' Media ', manageEndpoint: ' ' })).toEqual({
      profile: { ...profile, name: 'Media', manageEndpoint: profile.endpoint },
    });
  });

  test.each([
    [{ endpoint: '' }, [{ field: 'endpoint', problem: 'missing' }]],
    [{ endpoint: '', manageEndpoint: '' }, [{ field: 'endpoint', problem: 'missing' }]],
    [{ manageEndpoint: 'https://u:p@a' }, [{ field: 'manageEndpoint', problem: 'credentials' }]],
    [
      { endpoint: 'a b', manageEndpoint: 'https://a/?b', accessKeyId: 'ключ' },
      [
        { field: 'endpoint', problem: 'not-a-url' },
        { field: 'manageEndpoint', problem: 'query' },
        { field: 'accessKeyId', problem: 'characters' },
      ],
    ],
  ])('of %o has problems', (change, problems) => {
    expect(parseWantProfile({ ...typed, ...change })).toEqual({ problems });
  });

  test('is another connection with another address, type, key or token, and not with another name', () => {
    const id = connectionId(profile);
    expect(connectionId({ ...profile, name: 'Media', timeout: 3 })).toBe(id);
    const others = [
      { ...profile, endpoint: 'https://other.example.com' },
      { ...profile, manageEndpoint: 'https://other.example.com' },
      { ...profile, keyType: 'CLOUD' as const },
      { ...profile, accessKeyId: '1' },
      { ...profile, tokenPolicy: '{"namespace":"demo"}' },
      { ...profile, tokenPolicy: '{"namespace":"other"}' },
    ].map(connectionId);
    expect(new Set([id, ...others]).size).toBe(7);
  });
});
