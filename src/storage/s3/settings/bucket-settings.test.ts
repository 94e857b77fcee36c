import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SettingName, SettingValues } from '../../settings/setting-types.ts';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';

let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function settings() {
  const storage = createS3Driver(
    {
      profile: {
        name: '',
        protocol: 's3',
        endpoint: 'https://host:9000',
        region: 'us-east-1',
        addressing: 'path',
      },
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    },
    { transport: network.transport, now: () => Date.parse('2026-11-21T12:00:00Z') },
  );
  if (storage.settings === undefined) throw new Error('no settings');
  return storage.settings;
}

const failure = (status: number, code: string): FakeAnswer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>because</Message></Error>`,
});

const examples: { [N in SettingName]: SettingValues[N] } = {
  versioning: { status: 'Enabled', excludedPrefixes: [], excludeFolders: false, kept: [] },
  encryption: { algorithm: 'AES256', kept: [], keptInDefault: [], keptBesideRule: [] },
  'object-lock': { kept: [] },
  tagging: [{ key: 'a', value: 'b' }],
  cors: { rules: [], kept: [] },
  lifecycle: { rules: [], kept: [] },
  replication: { role: '', rules: [], kept: [] },
  notification: { rules: [], kept: [] },
  policy: '{"Version":"2012-10-17","Statement":[]}',
};
const names = Object.keys(examples) as SettingName[];

const missing: [SettingName, FakeAnswer][] = [
  ['versioning', { body: '<VersioningConfiguration/>' }],
  ['encryption', failure(404, 'ServerSideEncryptionConfigurationNotFoundError')],
  ['object-lock', failure(404, 'ObjectLockConfigurationNotFoundError')],
  ['tagging', failure(404, 'NoSuchTagSet')],
  ['cors', failure(404, 'NoSuchCORSConfiguration')],
  ['lifecycle', failure(404, 'NoSuchLifecycleConfiguration')],
  ['replication', failure(404, 'ReplicationConfigurationNotFoundError')],
  ['policy', failure(404, 'NoSuchBucketPolicy')],
];

const tags = (...keys: string[]) =>
  `<Tagging><TagSet>${keys.map((key) => `<Tag><Key>${key}</Key><Value>1</Value></Tag>`).join('')}</TagSet></Tagging>`;

describe.each(names)('%s', (name) => {
  it('is read with a GET that needs no preflight', async () => {
    const reading = settings().read('photos', name);
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.method).toBe('GET');
    expect(request.headers).toEqual({});
    expect(url.pathname).toMatch(/^\/photos\/?$/);
    expect(url.searchParams.get(name)).toBe('');
    expect(url.searchParams.has('X-Amz-Signature')).toBe(true);
    respondWith(failure(403, 'AccessDenied'));
    await expect(reading).rejects.toMatchObject({ code: 'access-denied', status: 403 });
  });

  it.each([
    ['501', failure(501, 'NotImplemented')],
    ['405', failure(405, 'MethodNotAllowed')],
    ['a listing', { body: '<ListBucketResult><Name>photos</Name></ListBucketResult>' }],
  ])(
    'is not supported where the server answers with %s, and then nothing else is sent',
    async (_, answer) => {
      const operations = settings();
      const saving = operations.write('photos', name, examples[name]);
      (await network.nextRequest()).respondWith(answer);
      await expect(saving).rejects.toMatchObject({ code: 'not-supported' });
      const removing = operations.remove('photos', name);
      if (operations.canRemove(name)) (await network.nextRequest()).respondWith(answer);
      await expect(removing).rejects.toMatchObject({ code: 'not-supported' });
    },
  );

  it('is not written to a bucket that was deleted meanwhile', async () => {
    const saving = settings().write('photos', name, examples[name]);
    (await network.nextRequest()).respondWith(failure(404, 'NoSuchBucket'));
    await expect(saving).rejects.toMatchObject({ code: 'no-such-bucket' });
  });

  it('is no page of a proxy', async () => {
    const reading = settings().read('photos', name);
    (await network.nextRequest()).respondWith({ status: 502, body: '<html><body>Bad gateway</body></html>' });
    await expect(reading).rejects.toMatchObject({ code: 'server-error' });
  });
});

/** What servers answer with, an element in each that nobody here knows. */
const configured: Partial<Record<SettingName, [answer: string, value: object, kept: string]>> = {
  versioning: [
    '<VersioningConfiguration><Status>Suspended</Status><MfaDelete>Disabled</MfaDelete></VersioningConfiguration>',
    { status: 'Suspended', excludedPrefixes: [] },
    '<MfaDelete>Disabled</MfaDelete>',
  ],
  encryption: [
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>k1</KMSMasterKeyID></ApplyServerSideEncryptionByDefault><New>1</New></Rule></ServerSideEncryptionConfiguration>',
    { algorithm: 'aws:kms', kmsKeyId: 'k1' },
    '<New>1</New>',
  ],
  'object-lock': [
    '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>2</Years></DefaultRetention></Rule><New>1</New></ObjectLockConfiguration>',
    { defaultRetention: { mode: 'COMPLIANCE', period: { years: 2 } } },
    '<New>1</New>',
  ],
  tagging: [tags('b', 'a'), [{ key: 'a', value: '1' }], '<Key>b</Key>'],
  cors: [
    '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><New>1</New></CORSRule></CORSConfiguration>',
    { rules: [expect.objectContaining({ origins: ['*'], methods: ['GET'] })] },
    '<New>1</New>',
  ],
};

describe('what is configured', () => {
  it.each(Object.entries(configured))(
    '%s is read, and written back with what is not known',
    async (key, row) => {
      const name = key as SettingName;
      const [body, value, kept] = row;
      const operations = settings();
      const reading = operations.read('photos', name);
      (await network.nextRequest()).respondWith({ body });
      const document = await reading;
      expect(document.value).toMatchObject(Array.isArray(value) ? { 0: value[0] } : value);
      expect(document.text).toBe(body);

      if (document.value === undefined) throw new Error('It is configured');
      const saving = operations.write('photos', name, document.value, { expected: document.revision });
      (await network.nextRequest()).respondWith({ body });
      const put = await network.nextRequest();
      expect(String(put.request.body)).toContain(kept);
      put.respondWith({});
      await saving;
    },
  );
});

describe('what is not configured', () => {
  it.each(missing)('%s has no value, and can be written', async (name, answer) => {
    const operations = settings();
    const reading = operations.read('photos', name);
    (await network.nextRequest()).respondWith(answer);
    const document = await reading;
    expect(document.value).toBeUndefined();

    const saving = operations.write('photos', name, examples[name], { expected: document.revision });
    (await network.nextRequest()).respondWith(answer);
    const put = await network.nextRequest();
    expect(put.request.method).toBe('PUT');
    expect(put.request.body).toBe(operations.print(name, examples[name]));
    put.respondWith({});
    await saving;
  });

  it.each(missing.filter(([name]) => name !== 'versioning' && name !== 'object-lock'))(
    '%s needs no removal',
    async (name, answer) => {
      const removing = settings().remove('photos', name);
      (await network.nextRequest()).respondWith(answer);
      await removing;
    },
  );
});

describe('a write', () => {
  it('is signed in headers and carries the MD5 and the type of the document', async () => {
    const saving = settings().write('photos', 'tagging', [{ key: 'a', value: '1' }]);
    (await network.nextRequest()).respondWith({ body: tags() });
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.method).toBe('PUT');
    expect(url.search).toBe('?tagging=');
    expect(request.headers).toMatchObject({
      'content-type': 'application/xml',
      'content-md5': expect.stringMatching(/^[\w+/]{22}==$/),
      authorization: expect.stringContaining('content-md5'),
    });
    respondWith({});
    await saving;
  });

  it('tells a refusal with the words of the server', async () => {
    const saving = settings().write('photos', 'encryption', examples.encryption);
    (await network.nextRequest()).respondWith(failure(404, 'ServerSideEncryptionConfigurationNotFoundError'));
    (await network.nextRequest()).respondWith(failure(501, 'NotImplemented'));
    await expect(saving).rejects.toMatchObject({
      code: 'not-supported',
      status: 501,
      serviceMessage: 'because',
    });
  });
});

describe('a lost update', () => {
  it('is refused before anything is written', async () => {
    const operations = settings();
    const reading = operations.read('photos', 'tagging');
    (await network.nextRequest()).respondWith({ body: tags('a') });
    const { revision } = await reading;

    const saving = operations.write('photos', 'tagging', [], { expected: revision });
    (await network.nextRequest()).respondWith({ body: tags('a', 'b') });
    await expect(saving).rejects.toMatchObject({ code: 'setting-changed' });

    const removing = operations.remove('photos', 'tagging', { expected: revision });
    (await network.nextRequest()).respondWith(failure(404, 'NoSuchTagSet'));
    (await network.nextRequest()).respondWith({});
    await expect(removing).rejects.toMatchObject({ code: 'setting-changed' });
  });

  it('is told apart from a bucket that is gone, of which MinIO says that it has no lock', async () => {
    const saving = settings().write('photos', 'object-lock', examples['object-lock'], { expected: 'seen' });
    (await network.nextRequest()).respondWith(failure(404, 'ObjectLockConfigurationNotFoundError'));
    const head = await network.nextRequest();
    expect(head.request.method).toBe('HEAD');
    head.respondWith({ status: 404 });
    await expect(saving).rejects.toMatchObject({ code: 'no-such-bucket' });
  });

  it('is not seen in another order of tags or of the actions of a policy', async () => {
    const operations = settings();
    const policyOf = (...actions: string[]) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: actions, Resource: 'r' }],
      });
    for (const [name, before, after] of [
      ['tagging', tags('a', 'b'), tags('b', 'a')],
      ['policy', policyOf('s3:GetObject', 's3:PutObject'), policyOf('s3:PutObject', 's3:GetObject')],
    ] as const) {
      const reading = operations.read('photos', name);
      (await network.nextRequest()).respondWith({ body: before });
      const { revision } = await reading;
      const saving = operations.write('photos', name, examples[name], { expected: revision });
      (await network.nextRequest()).respondWith({ body: after });
      (await network.nextRequest()).respondWith({});
      await saving;
    }
  });

  it('is seen in another order of rules, of which the first counts', async () => {
    const operations = settings();
    const rules = (...origins: string[]) =>
      `<CORSConfiguration>${origins.map((origin) => `<CORSRule><AllowedOrigin>${origin}</AllowedOrigin></CORSRule>`).join('')}</CORSConfiguration>`;
    const reading = operations.read('photos', 'cors');
    (await network.nextRequest()).respondWith({ body: rules('a', 'b') });
    const { revision } = await reading;
    const saving = operations.write('photos', 'cors', examples.cors, { expected: revision });
    (await network.nextRequest()).respondWith({ body: rules('b', 'a') });
    await expect(saving).rejects.toMatchObject({ code: 'setting-changed' });
  });

  it("is the caller's to ask for: without `expected` the last one wins", async () => {
    const saving = settings().write('photos', 'tagging', []);
    (await network.nextRequest()).respondWith({ body: tags('theirs') });
    (await network.nextRequest()).respondWith({});
    await saving;
  });
});

describe('a removal', () => {
  it('is a DELETE of what was seen to be there', async () => {
    const removing = settings().remove('photos', 'tagging');
    (await network.nextRequest()).respondWith({ body: tags('a') });
    const { request, url, respondWith } = await network.nextRequest();
    expect([request.method, url.search]).toEqual(['DELETE', '?tagging=']);
    respondWith({ status: 204 });
    await removing;
  });

  it.each(['versioning', 'object-lock'] as const)(
    'of %s is never sent: it would delete the bucket',
    async (name) => {
      await expect(settings().remove('photos', name)).rejects.toMatchObject({ code: 'not-supported' });
    },
  );

  it('of notifications writes the empty document', async () => {
    const removing = settings().remove('photos', 'notification');
    (await network.nextRequest()).respondWith({ body: '<NotificationConfiguration/>' });
    const { request, respondWith } = await network.nextRequest();
    expect(request.method).toBe('PUT');
    respondWith({});
    await removing;
  });
});

describe('a malformed document', () => {
  it.each(names.filter((name) => name !== 'policy'))('of %s is not taken for none', async (name) => {
    const reading = settings().read('photos', name);
    (await network.nextRequest()).respondWith({ body: '<Cut><Half>' });
    await expect(reading).rejects.toMatchObject({ code: 'not-s3' });
  });
});
