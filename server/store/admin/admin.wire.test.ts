import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMetadata } from '../metadata/database.ts';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore } from '../testing/test-store.ts';
import { openDeploymentId } from './deployment-id.ts';
import { healthReply } from './health.ts';
import { pailVersion } from './pail-version.ts';

let test: TestStore;
const user = { accessKeyId: 'user-key', secretAccessKey: 'user-secret' };

beforeAll(async () => {
  test = await startTestStore({
    users: [user],
    webhooks: [{ name: 'hook', url: 'http://127.0.0.1:9/' }],
  });
  await rawRequest(test, { method: 'PUT', url: '/first' });
  await rawRequest(test, { method: 'PUT', url: '/second' });
  await rawRequest(test, { method: 'PUT', url: '/first/k', body: 'hello' });
  await rawRequest(test, { method: 'PUT', url: '/second/k', body: 'world!' });
});

afterAll(() => test.close());

describe('health', () => {
  it.each<{ path: string; status: number; headers: Record<string, string> }>([
    { path: 'live', status: 200, headers: {} },
    { path: 'ready', status: 200, headers: {} },
    { path: 'cluster', status: 200, headers: { 'x-minio-write-quorum': '1' } },
    { path: 'cluster?maintenance=true', status: 412, headers: { 'x-minio-write-quorum': '1' } },
    { path: 'cluster?maintenance=false', status: 200, headers: {} },
    { path: 'cluster/read', status: 200, headers: { 'x-minio-read-quorum': '1' } },
  ])('at $path is $status without a signature', async ({ path, status, headers }) => {
    for (const method of ['GET', 'HEAD']) {
      const url = `/minio/health/${path}`;
      const answer = await rawRequest(test, { method, url, signed: false });
      expect(answer).toMatchObject({ status, body: '' });
      expect(answer.headers).toMatchObject({
        ...headers,
        'access-control-allow-origin': '*',
        server: 'Pail',
      });
    }
  });

  it.each([
    { method: 'GET', url: '/minio/health/other' },
    { method: 'GET', url: '/minio/health' },
    { method: 'PUT', url: '/minio/health/live' },
  ])('is not at $method $url', async ({ method, url }) => {
    expect((await rawRequest(test, { method, url, signed: false })).status).toBe(404);
  });

  it('is bad when the metadata does not answer', async () => {
    const metadata = openMetadata(`${test.dataDir}/closed`);
    await metadata.close();
    expect(healthReply('/minio/health/ready', [], metadata)).toEqual({
      status: 503,
      headers: { 'x-minio-server-status': 'offline' },
    });
  });
});

describe('what the server is', () => {
  const url = '/minio/admin/v3/info';

  it('the owner sees', async () => {
    const answer = await rawRequest(test, { url });
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.body)).toMatchObject({
      mode: 'online',
      region: 'us-east-1',
      sqsARN: ['arn:minio:sqs::hook:webhook'],
      deploymentID: await openDeploymentId(test.dataDir),
      buckets: { count: 2 },
      objects: { count: 2 },
      usage: { size: 11 },
      servers: [{ state: 'online', endpoint: `127.0.0.1:${test.port}`, version: `Pail ${pailVersion}` }],
    });
  });

  it('nobody else sees', async () => {
    expect((await rawRequest(test, { url, signed: false })).status).toBe(403);
    expect((await rawRequest(test, { url, credentials: user })).status).toBe(403);
  });

  it('is the version of this package', async () => {
    const manifest = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
    expect(pailVersion).toBe(JSON.parse(manifest).version);
  });

  it('has an id that stays', async () => {
    const id = await openDeploymentId(test.dataDir);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(await openDeploymentId(test.dataDir)).toBe(id);
  });
});
