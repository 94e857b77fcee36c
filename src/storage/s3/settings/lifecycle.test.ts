import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SettingValues } from '../../settings/setting-types.ts';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';
import { lifecycle } from './lifecycle.ts';

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

const configuration = (inner: string) =>
  `<LifecycleConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</LifecycleConfiguration>`;

const rulesOf = (inner: string) => lifecycle.parse(configuration(inner))?.rules ?? [];

const everything = [
  '<Rule><ID>all &#38; more</ID><Filter><And><Prefix>logs/</Prefix><Tag><Key>a</Key><Value>b</Value></Tag>',
  '<ObjectSizeGreaterThan>10</ObjectSizeGreaterThan><ObjectSizeLessThan>20</ObjectSizeLessThan></And></Filter>',
  '<Status>Enabled</Status><Transition><Days>30</Days><StorageClass>GLACIER</StorageClass></Transition>',
  '<Transition><Date>2030-01-01T00:00:00Z</Date><StorageClass>DEEP_ARCHIVE</StorageClass></Transition>',
  '<Expiration><Days>365</Days></Expiration>',
  '<NoncurrentVersionTransition><NoncurrentDays>7</NoncurrentDays>',
  '<NewerNoncurrentVersions>2</NewerNoncurrentVersions><StorageClass>GLACIER</StorageClass>',
  '</NoncurrentVersionTransition><NoncurrentVersionExpiration><NoncurrentDays>90</NoncurrentDays>',
  '<NewerNoncurrentVersions>3</NewerNoncurrentVersions></NoncurrentVersionExpiration>',
  '<AbortIncompleteMultipartUpload><DaysAfterInitiation>5</DaysAfterInitiation>',
  '</AbortIncompleteMultipartUpload><DelMarkerExpiration><Days>4</Days></DelMarkerExpiration></Rule>',
].join('');

describe('a lifecycle', () => {
  it('is read with all that a rule can say, and written back as it was', () => {
    const value = lifecycle.parse(configuration(everything));
    expect(value?.rules).toEqual([
      {
        id: 'all & more',
        enabled: true,
        filter: {
          prefix: 'logs/',
          tags: [{ key: 'a', value: 'b' }],
          sizeGreaterThan: 10,
          sizeLessThan: 20,
          kept: [],
        },
        expiration: { days: 365 },
        noncurrentExpiration: { days: 90, keepNewest: 3 },
        abortUploadsAfter: 5,
        deleteMarkerDays: 4,
        transitions: [
          { after: { days: 30 }, storageClass: 'GLACIER' },
          { after: { date: '2030-01-01T00:00:00Z' }, storageClass: 'DEEP_ARCHIVE' },
        ],
        noncurrentTransitions: [{ days: 7, keepNewest: 2, storageClass: 'GLACIER' }],
        kept: [],
      },
    ]);
    expect(lifecycle.print(value as SettingValues['lifecycle'])).toBe(configuration(everything));
  });

  it.each([
    ['<Prefix>old/</Prefix>', { prefix: 'old/' }],
    ['<Filter><Prefix>a/</Prefix></Filter>', { prefix: 'a/' }],
    ['<Filter></Filter>', {}],
    ['<Filter><Tag><Key>k</Key><Value></Value></Tag></Filter>', { tags: [{ key: 'k', value: '' }] }],
    ['<Filter><ObjectSizeGreaterThan>1</ObjectSizeGreaterThan></Filter>', { sizeGreaterThan: 1 }],
  ])('reads the filter %s', (xml, filter) => {
    const [rule] = rulesOf(`<Rule>${xml}<Status>Disabled</Status></Rule>`);
    expect(rule).toMatchObject({ enabled: false, filter: { tags: [], kept: [], ...filter } });
  });

  it('keeps a condition that it does not know: without it the rule would be about more objects', () => {
    const filter = '<Filter><And><Prefix>a/</Prefix><Colour>red</Colour></And></Filter>';
    const [rule] = rulesOf(`<Rule>${filter}<Status>Enabled</Status></Rule>`);
    expect(rule?.filter).toMatchObject({ prefix: 'a/', kept: ['<Colour>red</Colour>'] });
    expect(lifecycle.print({ rules: rule ? [rule] : [], kept: [] })).toContain(filter);
    const bare = '<Filter><ObjectSizeLessThan>many</ObjectSizeLessThan></Filter>';
    const unclear = rulesOf(`<Rule>${bare}</Rule>`);
    expect(lifecycle.print({ rules: unclear, kept: [] })).toContain(bare);
  });

  it.each([
    '<Expiration><Days>soon</Days></Expiration>',
    '<Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>',
    '<Expiration><Days>1</Days><Weather>rain</Weather></Expiration>',
    '<Expiration><Days>1</Days></Expiration><Expiration><Days>2</Days></Expiration>',
    '<Expiration><Date>someday</Date></Expiration>',
    '<Transition><Days>1</Days></Transition>',
    '<NoncurrentVersionExpiration></NoncurrentVersionExpiration>',
    '<NoncurrentVersionTransition><NoncurrentDays>x</NoncurrentDays><StorageClass>A</StorageClass></NoncurrentVersionTransition>',
    '<AbortIncompleteMultipartUpload></AbortIncompleteMultipartUpload>',
    '<Future><At>noon</At></Future>',
  ])('keeps whole what it cannot make sense of: %s', (action) => {
    const rules = rulesOf(`<Rule><ID>r</ID>${action}</Rule>`);
    expect(rules[0]?.kept.join('')).toBe(action);
    expect(rules[0]?.expiration).toBeUndefined();
    expect(lifecycle.print({ rules, kept: [] })).toContain(action);
  });

  it("reads MinIO's own actions", () => {
    const xml =
      '<Expiration><Days>1</Days><ExpiredObjectAllVersions>true</ExpiredObjectAllVersions></Expiration>' +
      '<NoncurrentVersionExpiration><NewerNoncurrentVersions>1</NewerNoncurrentVersions></NoncurrentVersionExpiration>';
    const rules = rulesOf(`<Rule>${xml}</Rule><ExpiryUpdatedAt>2026-01-01T00:00:00Z</ExpiryUpdatedAt>`);
    expect(rules[0]).toMatchObject({
      expiration: { days: 1, allVersions: true },
      noncurrentExpiration: { keepNewest: 1 },
    });
    expect(lifecycle.print({ rules, kept: [] })).toContain(xml);
  });

  it("takes AWS's milliseconds of a date for the same date", () => {
    const read = (date: string) => rulesOf(`<Rule><Expiration><Date>${date}</Date></Expiration></Rule>`);
    expect(read('2030-01-01T00:00:00.000Z')[0]?.expiration).toBeDefined();
    expect(read('2030-01-01T00:00:00.000Z')).toEqual(read('2030-01-01T00:00:00Z'));
  });

  it('reads 1,000 rules', () => {
    expect(rulesOf(everything.repeat(1000))).toHaveLength(1000);
  });
});

describe('the lifecycle of a bucket', () => {
  it('is not configured where the server says so', async () => {
    const reading = settings().read('b', 'lifecycle');
    const { url, respondWith } = await network.nextRequest();
    expect(url.searchParams.has('lifecycle')).toBe(true);
    respondWith({ status: 404, body: '<Error><Code>NoSuchLifecycleConfiguration</Code></Error>' });
    expect(await reading).toEqual({ value: undefined, revision: '', text: '' });
  });

  it.each([
    [403, '<Error><Code>AccessDenied</Code></Error>', 'access-denied'],
    [404, '<Error><Code>NoSuchBucket</Code></Error>', 'no-such-bucket'],
    [501, '<Error><Code>NotImplemented</Code></Error>', 'not-supported'],
    [200, '<ListBucketResult><Name>b</Name></ListBucketResult>', 'not-supported'],
    [200, '<LifecycleConfiguration><Rule>', 'not-s3'],
    [200, '', 'not-s3'],
  ])('%i %s is %s', async (status, body, code) => {
    const reading = settings().read('b', 'lifecycle');
    (await network.nextRequest()).respondWith({ status, body });
    await expect(reading).rejects.toMatchObject({ code });
  });

  it('is written with its MD5, after a look at what is there', async () => {
    const text = configuration(everything);
    const value = lifecycle.parse(text) as SettingValues['lifecycle'];
    const writing = settings().write('b', 'lifecycle', value, { expected: text });
    (await network.nextRequest()).respondWith({ body: text });
    const { request, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'PUT', body: text });
    expect(request.headers['content-md5']).toMatch(/^[\w+/]{22}==$/);
    respondWith({ status: 200 });
    await writing;
  });

  it('is not written over what somebody else saved meanwhile', async () => {
    const writing = settings().write('b', 'lifecycle', { rules: [], kept: [] }, { expected: 'mine' });
    (await network.nextRequest()).respondWith({ body: configuration(everything) });
    await expect(writing).rejects.toMatchObject({ code: 'setting-changed' });
  });

  it('a tier that the server has not: a rule that it refuses, told with its own sentence', async () => {
    const writing = settings().write('b', 'lifecycle', { rules: [], kept: [] });
    (await network.nextRequest()).respondWith({ body: configuration('') });
    (await network.nextRequest()).respondWith({
      status: 400,
      body: '<Error><Code>InvalidStorageClass</Code><Message>Invalid storage class.</Message></Error>',
    });
    await expect(writing).rejects.toMatchObject({
      code: 'invalid-argument',
      serviceCode: 'InvalidStorageClass',
      serviceMessage: 'Invalid storage class.',
    });
  });
});
