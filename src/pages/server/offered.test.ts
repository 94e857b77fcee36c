import { expect, test } from 'vitest';
import { openStorage, type WantProfile } from '../../storage/index.ts';
import { offers } from './offered.ts';
import { offersText } from './report-text.ts';

const profile: WantProfile = {
  name: 'Media',
  protocol: 'want',
  endpoint: 'https://upload.example.com',
  manageEndpoint: 'https://manage.example.com',
  keyType: 'TOP',
  accessKeyId: 'someone',
};

async function offered(offer: string, connection: Parameters<typeof openStorage>[0]) {
  return offers(await openStorage(connection))
    .filter((each) => each.offer === offer)
    .map(({ feature }) => feature);
}

test('Want with keys browses, uploads and deletes, and has nothing that belongs to S3', async () => {
  const connection = { profile, credentials: { accessKeyId: 'someone', secretAccessKey: 'hush' } };
  expect(await offered('offered', connection)).toEqual([
    'browse',
    'upload',
    'upload-policy',
    'blocks',
    'delete',
  ]);
  expect(await offered('lacking', connection)).toContain('copying');
});

test('by a token nothing but uploads', async () => {
  const connection = {
    profile: { ...profile, tokenPolicy: '{"namespace":"demo","expiration":-1}' },
    credentials: { accessKeyId: 'someone', secretAccessKey: '', uploadToken: 'UPLOAD_AK_TOP x' },
  };
  expect(await offered('offered', connection)).toEqual(['upload', 'upload-policy', 'blocks']);
  expect(await offered('by-token', connection)).toEqual(['browse', 'delete']);
});

test('S3 has all but what is Want’s own', async () => {
  const s3 = {
    name: 'Lab',
    protocol: 's3',
    endpoint: 'http://127.0.0.1:9000',
    region: 'us-east-1',
    addressing: 'path',
    accessKeyId: 'someone',
  } as const;
  const connection = { profile: s3, credentials: { accessKeyId: 'someone', secretAccessKey: 'hush' } };
  expect(await offered('lacking', connection)).toEqual(['upload-policy', 'blocks']);
});

test('the report names the protocol and the features, and neither host nor key', () => {
  const text = offersText(profile, [
    { feature: 'browse', offer: 'offered' },
    { feature: 'copying', offer: 'lacking' },
  ]);
  expect(text).toBe(`Protocol            Want
Endpoint            https
Manage endpoint     https
Signed              here, TOP

browse              offered
copying             lacking
`);
  expect(offersText({ ...profile, manageEndpoint: profile.endpoint, tokenPolicy: '{}' }, [])).toContain(
    'Manage endpoint     the same\nSigned              before, TOP',
  );
});
