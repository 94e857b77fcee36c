import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { runClient } from './run-client.ts';

const scriptOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const { accessKeyId, secretAccessKey } = testCredentials;

describe.each<{ profile: Profile; locked: string }>([
  { profile: 'aws', locked: 'AccessDenied' },
  { profile: 'minio', locked: 'InvalidRequest' },
])('the Python client minio, profile $profile', ({ profile, locked }) => {
  let test: TestStore;

  beforeAll(async () => {
    test = await startTestStore({ profile, webhooks: [{ name: 'x', url: 'http://127.0.0.1:9/' }] });
  });

  afterAll(() => test.close());

  it.each([
    'buckets',
    'objects',
    'listings',
    'versions',
    'copies',
    'removals',
    'tags',
    'lock',
    'policy',
    'lifecycle',
    'notification',
    'listen',
    'encryption',
    'replication',
    'select',
    'presigned',
    'form',
    'customer_key',
  ])('%s', async (name) => {
    const endpoint = `127.0.0.1:${test.port}`;
    const args = [scriptOf('minio-client.py'), name, endpoint, accessKeyId, secretAccessKey, locked];
    expect(await runClient('PAIL_PYTHON', args)).toMatchObject({ status: 0, stdout: 'done\n', stderr: '' });
  });
});

describe('boto3', () => {
  let test: TestStore;

  beforeAll(async () => {
    test = await startTestStore();
  });

  afterAll(() => test.close());

  it.each(['objects', 'paginators', 'versions', 'locks', 'settings', 'sessions', 'forms'])(
    '%s',
    async (name) => {
      const args = [scriptOf('boto3-client.py'), name, test.origin, accessKeyId, secretAccessKey];
      expect(await runClient('PAIL_PYTHON', args)).toMatchObject({ status: 0, stdout: 'done\n' });
    },
  );
});
