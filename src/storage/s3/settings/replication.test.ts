import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SettingValues } from '../../settings/setting-types.ts';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';
import { replication } from './replication.ts';

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
  `<ReplicationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</ReplicationConfiguration>`;

const whole = configuration(
  [
    '<Role>arn:aws:iam::1:role/copy</Role><Rule><ID>r1</ID><Priority>2</Priority>',
    '<Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>',
    '<Status>Enabled</Status><ExistingObjectReplication><Status>Enabled</Status></ExistingObjectReplication>',
    '<Destination><Bucket>arn:aws:s3:::copy</Bucket><StorageClass>STANDARD</StorageClass>',
    '<Account>2</Account></Destination>',
    '<DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication>',
    '<DeleteReplication><Status>Enabled</Status></DeleteReplication></Rule>',
  ].join(''),
);

describe('a replication', () => {
  it('is read with all that a rule can say, and written back as it was', () => {
    const value = replication.parse(whole);
    expect(value).toEqual({
      role: 'arn:aws:iam::1:role/copy',
      rules: [
        {
          id: 'r1',
          enabled: true,
          priority: 2,
          filter: { prefix: 'a/', tags: [{ key: 'k', value: 'v' }], kept: [] },
          destination: 'arn:aws:s3:::copy',
          storageClass: 'STANDARD',
          destinationKept: ['<Account>2</Account>'],
          deleteMarkers: false,
          versionDeletes: true,
          existingObjects: true,
          kept: [],
        },
      ],
      kept: [],
    });
    expect(replication.print(value as SettingValues['replication'])).toBe(whole);
  });

  it('a rule of the first form stays one', () => {
    const first = configuration(
      '<Role>r</Role><Rule><ID>x</ID><Prefix>p/</Prefix><Status>Enabled</Status>' +
        '<Destination><Bucket>arn:aws:s3:::copy</Bucket></Destination></Rule>',
    );
    const value = replication.parse(first);
    expect(value?.rules[0]).toMatchObject({ priority: undefined, filter: { prefix: 'p/' } });
    expect(replication.print(value as SettingValues['replication'])).toBe(first);
  });

  it('keeps what it cannot make sense of', () => {
    const odd =
      '<DeleteMarkerReplication><Status>Perhaps</Status></DeleteMarkerReplication>' +
      '<SourceSelectionCriteria><X></X></SourceSelectionCriteria>';
    const value = replication.parse(configuration(`<Role></Role><Rule>${odd}</Rule>`));
    expect(value?.rules[0]).toMatchObject({ deleteMarkers: undefined, destination: '', enabled: false });
    expect(replication.print(value as SettingValues['replication'])).toContain(odd);
  });
});

describe('the replication of a bucket', () => {
  it('is not configured where the server says so', async () => {
    const reading = settings().read('b', 'replication');
    (await network.nextRequest()).respondWith({
      status: 404,
      body: '<Error><Code>ReplicationConfigurationNotFoundError</Code></Error>',
    });
    expect((await reading).value).toBeUndefined();
  });

  it.each([
    [403, '<Error><Code>AccessDenied</Code></Error>', 'access-denied'],
    [404, '<Error><Code>NoSuchBucket</Code></Error>', 'no-such-bucket'],
    [501, '<Error><Code>NotImplemented</Code></Error>', 'not-supported'],
    [200, '<ListBucketResult><Name>b</Name></ListBucketResult>', 'not-supported'],
    [200, '<ReplicationConfiguration><Rule></ReplicationConfiguration>', 'not-s3'],
  ])('%i %s is %s', async (status, body, code) => {
    const reading = settings().read('b', 'replication');
    (await network.nextRequest()).respondWith({ status, body });
    await expect(reading).rejects.toMatchObject({ code });
  });

  it.each([
    [404, 'XMinioAdminRemoteTargetNotFoundError'],
    [400, 'XMinioAdminRemoteArnInvalid'],
    [404, 'RemoteDestinationNotFoundError'],
  ])(
    '%i %s on writing is a rule that is refused, not a bucket that is missing',
    async (status, serviceCode) => {
      const writing = settings().write(
        'b',
        'replication',
        replication.parse(whole) as SettingValues['replication'],
      );
      (await network.nextRequest()).respondWith({ body: whole });
      (await network.nextRequest()).respondWith({
        status,
        body: `<Error><Code>${serviceCode}</Code></Error>`,
      });
      await expect(writing).rejects.toMatchObject({ code: 'invalid-argument', serviceCode });
    },
  );

  it('is taken away with DELETE, after a look at what is there', async () => {
    const removing = settings().remove('b', 'replication', { expected: whole });
    (await network.nextRequest()).respondWith({ body: whole });
    const { request, respondWith } = await network.nextRequest();
    expect(request.method).toBe('DELETE');
    respondWith({ status: 204 });
    await removing;
  });
});
