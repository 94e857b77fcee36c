import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawRequest, rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore } from '../testing/test-store.ts';

let test: TestStore;
const user = { accessKeyId: 'user-key', secretAccessKey: 'user-secret' };
const force = { 'x-minio-force-delete': 'true' };

beforeAll(async () => {
  test = await startTestStore({ users: [user] });
});

afterAll(() => test.close());

const send = (method: string, url: string, more: Partial<RawRequest> = {}) =>
  rawRequest(test, { method, url, ...more });
const codeOf = (body: string) => /<Code>(.*?)<\/Code>/.exec(body)?.[1];
const keysOf = (body: string) => [...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key);

const enableVersioning = (bucket: string) =>
  send('PUT', `/${bucket}?versioning`, {
    body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  });

async function makeBucket(bucket: string, keys: readonly string[], headers = {}): Promise<void> {
  expect((await send('PUT', `/${bucket}`, { headers })).status).toBe(200);
  for (const key of keys) expect((await send('PUT', `/${bucket}/${key}`, { body: key })).status).toBe(200);
}

describe('a forced delete', () => {
  it('takes a bucket with all that is in it', async () => {
    await makeBucket('full', ['a', 'b/c']);
    await enableVersioning('full');
    await send('PUT', '/full/a', { body: 'again' });
    await send('DELETE', '/full/b/c');
    await send('POST', '/full/upload?uploads');
    const files = await test.countFiles();
    expect(files).toBeGreaterThan(0);
    expect(codeOf((await send('DELETE', '/full')).body)).toBe('BucketNotEmpty');
    expect((await send('DELETE', '/full', { headers: force })).status).toBe(204);
    expect((await send('GET', '/full')).status).toBe(404);
    await expect.poll(() => test.countFiles()).toBe(0);
    await makeBucket('full', []);
    expect(keysOf((await send('GET', '/full?versions')).body)).toEqual([]);
    expect((await send('GET', '/full?versioning')).body).not.toContain('Enabled');
  });

  it('takes more than one commit holds', async () => {
    await makeBucket('many', ['z']);
    await enableVersioning('many');
    const objects = Array.from({ length: 1000 }, (_, index) => `<Object><Key>k${index}</Key></Object>`);
    const body = `<Delete><Quiet>true</Quiet>${objects.join('')}</Delete>`;
    const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
    expect((await send('POST', '/many?delete', { body, headers })).status).toBe(200);
    expect((await send('GET', '/many?versions')).body).toContain('<IsTruncated>true</IsTruncated>');
    expect((await send('DELETE', '/many', { headers: force })).status).toBe(204);
    expect((await send('GET', '/many')).status).toBe(404);
  });

  it.each([{ key: 'logs' }, { key: 'logs/' }, { key: 'logs//' }])(
    'of $key takes the key and what is below it, and nothing beside it',
    async ({ key }) => {
      const bucket = `below-${key.length}`;
      await makeBucket(bucket, ['log', 'logs', 'logs-old/a', 'logs/a', 'logs/b/c', 'logs0', 'logsx']);
      await enableVersioning(bucket);
      await send('DELETE', `/${bucket}/logs/a`);
      expect((await send('DELETE', `/${bucket}/${key}`, { headers: force })).status).toBe(204);
      expect(keysOf((await send('GET', `/${bucket}?versions`)).body)).toEqual([
        'log',
        'logs-old/a',
        'logs0',
        'logsx',
      ]);
    },
  );

  it('of slashes alone takes nothing', async () => {
    await makeBucket('slashes', ['a', '/', '//b']);
    const answer = await send('DELETE', '/slashes//', { headers: force });
    expect(codeOf(answer.body)).toBe('InvalidRequest');
    expect(keysOf((await send('GET', '/slashes')).body)).toEqual(['/', '//b', 'a']);
  });

  it('is one like any other when it says no', async () => {
    const no = { 'x-minio-force-delete': 'false' };
    await makeBucket('plain', ['a', 'a/b']);
    expect((await send('DELETE', '/plain/a', { headers: no })).status).toBe(204);
    expect(keysOf((await send('GET', '/plain')).body)).toEqual(['a/b']);
    expect(codeOf((await send('DELETE', '/plain', { headers: no })).body)).toBe('BucketNotEmpty');
  });

  it.each([
    { url: '/kept', value: 'perhaps', code: 'InvalidRequest' },
    { url: '/kept/k', value: 'yes', code: 'InvalidRequest' },
    { url: '/kept/k?versionId=null', value: 'true', code: 'InvalidRequest' },
    { url: '/no-such-bucket', value: 'true', code: 'NoSuchBucket' },
    { url: '/no-such-bucket/k', value: 'true', code: 'NoSuchBucket' },
  ])('of $url with $value is $code', async ({ url, value, code }) => {
    await send('PUT', '/kept');
    await send('PUT', '/kept/k', { body: 'k' });
    const answer = await send('DELETE', url, { headers: { 'x-minio-force-delete': value } });
    expect(codeOf(answer.body)).toBe(code);
    expect((await send('GET', '/kept/k')).status).toBe(200);
  });

  it('leaves what a lock keeps', async () => {
    await makeBucket('locked', ['a/b'], { 'x-amz-bucket-object-lock-enabled': 'true' });
    const bucket = await send('DELETE', '/locked', { headers: force });
    expect({ status: bucket.status, code: codeOf(bucket.body) }).toEqual({
      status: 405,
      code: 'MethodNotAllowed',
    });
    const prefix = await send('DELETE', '/locked/a', { headers: force });
    expect({ status: prefix.status, code: codeOf(prefix.body) }).toEqual({
      status: 400,
      code: 'XMinioAdminInvalidArgument',
    });
    expect(keysOf((await send('GET', '/locked')).body)).toEqual(['a/b']);
  });

  it('needs the right to do so', async () => {
    await makeBucket('guarded', ['a/b', 'a/c']);
    const allow = (...actions: string[]) =>
      send('PUT', '/guarded?policy', {
        body: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: ['*'] },
              Action: actions,
              Resource: ['arn:aws:s3:::guarded', 'arn:aws:s3:::guarded/*'],
            },
          ],
        }),
      });
    const forced = (url: string) => send('DELETE', url, { headers: force, credentials: user });
    expect((await allow('s3:DeleteBucket', 's3:DeleteObject')).status).toBe(204);
    expect((await forced('/guarded')).status).toBe(403);
    expect((await forced('/guarded/a')).status).toBe(403);
    await allow('s3:DeleteBucket', 's3:ForceDeleteBucket', 's3:DeleteObject', 's3:DeleteObjectVersion');
    expect((await forced('/guarded/a')).status).toBe(204);
    expect((await forced('/guarded')).status).toBe(204);
  });
});

describe('a listing with metadata', () => {
  const tagged = {
    'content-type': 'text/plain',
    'cache-control': 'no-store',
    'x-amz-meta-first-name': Buffer.from('Jürgen <j>').toString('latin1'),
    'x-amz-meta-a!b': 'no element',
    'x-amz-tagging': 'k2=v%202&k1=',
  };

  beforeAll(async () => {
    await makeBucket('described', []);
    expect((await send('PUT', '/described/a', { headers: tagged, body: 'a' })).status).toBe(200);
    await send('PUT', '/described/b', { body: 'b' });
  });

  it.each(['?list-type=2&metadata=true', '?versions&metadata=true'])('%s has it', async (query) => {
    const { body } = await send('GET', `/described${query}`);
    expect(body).toContain(
      '<UserMetadata><X-Amz-Meta-First-Name>Jürgen &lt;j&gt;</X-Amz-Meta-First-Name>' +
        '<cache-control>no-store</cache-control><content-type>text/plain</content-type></UserMetadata>' +
        '<UserTags>k2=v%202&amp;k1=</UserTags><Internal><K>1</K><M>0</M></Internal>',
    );
    expect(body).not.toContain('no element');
    expect(body.match(/<Internal>/g)).toHaveLength(2);
  });

  it.each(['?list-type=2', '?list-type=2&metadata=false', '?metadata=true', '?versions'])(
    '%s has none',
    async (query) => {
      const answer = await send('GET', `/described${query}`);
      expect(keysOf(answer.body)).toEqual(['a', 'b']);
      expect(answer.body).not.toContain('UserMetadata');
    },
  );

  it('shows what else may be seen of an object, and no more', async () => {
    const policy = (actions: string[]) => ({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: '*', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::described' },
        { Effect: 'Allow', Principal: '*', Action: actions, Resource: 'arn:aws:s3:::described/*' },
      ],
    });
    const listed = async (...actions: string[]) => {
      await send('PUT', '/described?policy', { body: JSON.stringify(policy(actions)) });
      return (await send('GET', '/described?list-type=2&metadata=true', { signed: false })).body;
    };
    const neither = await listed('s3:PutObject');
    expect(keysOf(neither)).toEqual(['a', 'b']);
    expect(neither).not.toMatch(/UserMetadata|UserTags/);
    expect(await listed('s3:GetObject')).toMatch(/<UserMetadata>(?!.*UserTags)/s);
    expect(await listed('s3:GetObject', 's3:GetObjectTagging')).toMatch(/UserMetadata.*UserTags/s);
  });
});
