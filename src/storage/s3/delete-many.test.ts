import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFakeTransport, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

let network: FakeTransport;
beforeEach(() => {
  network = createFakeTransport();
});
afterEach(() => network.expectNothingLeft());

function objects() {
  const profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host:9000',
    region: 'us-east-1',
    addressing: 'path',
  } as const;
  return createS3Driver(
    { profile, credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } },
    { transport: network.transport, now: () => 0 },
  ).objects;
}

test('the markers that it made are told, by their ids; one without an id of its own is none', async () => {
  const pending = objects().deleteMany({ bucket: 'b', keys: ['made', 'suspended', 'plain', 'refused'] });
  (await network.nextRequest()).respondWith({
    body: `<DeleteResult>
      <Deleted><Key>made</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>m1</DeleteMarkerVersionId></Deleted>
      <Deleted><Key>suspended</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>null</DeleteMarkerVersionId></Deleted>
      <Deleted><Key>plain</Key></Deleted>
      <Error><Key>refused</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>`,
  });
  expect(await pending).toEqual({
    deleted: ['made', 'suspended', 'plain'],
    failed: [{ key: 'refused', code: 'AccessDenied', message: 'no' }],
    markers: [{ key: 'made', versionId: 'm1' }],
  });
});

test.each([
  ['was there before', 200, [{ key: 'bell\u0007', versionId: 'm1' }]],
  ['was gone before: the marker is somebody else’s', 404, undefined],
])('a key that goes alone, which %s', async (_what, status, markers) => {
  const pending = objects().deleteMany({ bucket: 'b', keys: ['bell\u0007'] });
  const head = await network.nextRequest();
  expect([head.request.method, head.url.pathname]).toEqual(['HEAD', '/b/bell%07']);
  head.respondWith({ status, headers: { etag: '"a"', 'content-length': '1' } });
  const removal = await network.nextRequest();
  expect(removal.request.method).toBe('DELETE');
  removal.respondWith({
    status: 204,
    headers: { 'x-amz-delete-marker': 'true', 'x-amz-version-id': 'm1' },
  });
  expect(await pending).toEqual({ deleted: ['bell\u0007'], failed: [], markers });
});

test('a key that goes alone and is refused has the code for its verdict', async () => {
  const pending = objects().deleteMany({ bucket: 'b', keys: ['bell\u0007'] });
  (await network.nextRequest()).respondWith({ status: 403 });
  (await network.nextRequest()).respondWith({
    status: 403,
    body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>',
  });
  expect(await pending).toEqual({
    deleted: [],
    failed: [{ key: 'bell\u0007', code: 'AccessDenied', message: 'no' }],
  });
});
