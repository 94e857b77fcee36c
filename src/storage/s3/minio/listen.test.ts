import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { S3Profile } from '../../connection.ts';
import type { EventOperations } from '../../driver.ts';
import { StorageError } from '../../errors.ts';
import type { ListenSignal } from '../../events/event-types.ts';
import type { Transport } from '../../http/transport.ts';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';

const profile: S3Profile = {
  name: '',
  protocol: 's3',
  endpoint: 'https://host:9000',
  region: 'us-east-1',
  addressing: 'path',
};
const input = {
  bucket: 'b',
  prefix: 'in/',
  suffix: '',
  events: ['s3:ObjectRemoved:*', 's3:ObjectCreated:*'],
};
const event = (key: string) =>
  `{"Records":[{"eventName":"s3:ObjectCreated:Put","s3":{"object":{"key":"${key}"}}}]}\n`;
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function open(transport: Transport = network.transport, more: Partial<S3Profile> = {}) {
  const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
  return createS3Driver({ profile: { ...profile, ...more }, credentials }, { transport }).events;
}

function events(): EventOperations {
  const operations = open();
  if (!operations) throw new Error('This endpoint has events.');
  return operations;
}

async function all(signals: AsyncIterable<ListenSignal>): Promise<ListenSignal[]> {
  const heard: ListenSignal[] = [];
  for await (const signal of signals) heard.push(signal);
  return heard;
}

describe('listening', () => {
  it('asks without a preflight, each event by name and in the order of the signature', async () => {
    const heard = all(events().listen(input));
    const { request, url, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'GET', headers: {}, idleTimeout: 5000 });
    expect(url.pathname).toBe('/b/');
    expect(url.searchParams.getAll('events')).toEqual(['s3:ObjectCreated:*', 's3:ObjectRemoved:*']);
    expect(url.searchParams.get('prefix')).toBe('in/');
    expect(url.searchParams.get('suffix')).toBe('');
    expect(url.searchParams.get('ping')).toBe('1');
    expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[\da-f]{64}$/);
    respondWith({ body: `{"Records":null}\n   ${event('in/a')}${event('in/b')}` });
    expect(await heard).toMatchObject([{ key: 'in/a' }, { key: 'in/b' }]);
  });

  it('to all buckets asks the service', async () => {
    const heard = all(events().listen({ ...input, bucket: undefined }));
    const { url, respondWith } = await network.nextRequest();
    expect(url.pathname).toBe('/');
    respondWith({ body: '{"Records":null}\n' });
    expect(await heard).toEqual([{ kind: 'alive' }]);
  });

  it.each([
    ['a listing', '<?xml version="1.0"?><ListBucketResult/>'],
    ['a page', '<!doctype html>'],
    ['another JSON', '[]\n{"Records":'],
  ])('is not supported where %s comes instead', async (_, body) => {
    const heard = all(events().listen(input));
    (await network.nextRequest()).respondWith({ body });
    await expect(heard).rejects.toMatchObject({ code: 'not-supported' });
  });

  it.each([
    [501, 'NotImplemented', 'not-supported'],
    [403, 'AccessDenied', 'access-denied'],
    [404, 'NoSuchBucket', 'no-such-bucket'],
    [400, 'InvalidArgument', 'invalid-argument'],
  ])('answered %s %s rejects with %s', async (status, serviceCode, code) => {
    const heard = all(events().listen(input));
    (await network.nextRequest()).respondWith({
      status,
      body: `<Error><Code>${serviceCode}</Code><Message>A specified event is not supported for notifications.</Message></Error>`,
    });
    await expect(heard).rejects.toMatchObject({ code, serviceCode });
  });

  it('that brings nothing ends with a time-out', async () => {
    const heard = all(events().listen(input));
    (await network.nextRequest()).failWith(new StorageError('timeout', { retryable: true }));
    await expect(heard).rejects.toMatchObject({ code: 'timeout' });
  });

  it('fails for a damaged line, and may be tried again', async () => {
    let send: (text: string) => void = () => undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
      },
    });
    const signals = open(async () => ({ status: 200, headers: {}, body }))?.listen(input);
    send(event('in/a'));
    expect(await signals?.next()).toMatchObject({ value: { key: 'in/a' } });
    send('{"Records":[{]}\n');
    await expect(signals?.next()).rejects.toMatchObject({ code: 'not-s3', retryable: true });
  });

  it('ends the request when nobody listens any more', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(' ')),
      cancel: () => {
        cancelled = true;
      },
    });
    const signals = open(async () => ({ status: 200, headers: {}, body }))?.listen(input);
    expect(await signals?.next()).toMatchObject({ value: { kind: 'alive' } });
    await signals?.return();
    expect(cancelled).toBe(true);
  });

  it('stops when it is aborted', async () => {
    const stop = new AbortController();
    const heard = all(events().listen(input, { signal: stop.signal }));
    await network.nextRequest();
    stop.abort();
    await expect(heard).rejects.toMatchObject({ code: 'aborted' });
  });

  it('is not offered by AWS', () => {
    expect(open(undefined, { endpoint: 'https://s3.eu-west-1.amazonaws.com' })).toBeUndefined();
  });
});

describe('targets', () => {
  const answered = async (answer: { status?: number; body: string }) => {
    const targets = events().targets?.();
    (await network.nextRequest()).respondWith(answer);
    return targets;
  };

  it('are read where the administrator reads', async () => {
    const targets = events().targets?.();
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.method).toBe('GET');
    expect(request.headers.authorization).toContain('/us-east-1/s3/aws4_request');
    expect(url.pathname).toBe('/minio/admin/v3/info');
    respondWith({ body: '{"sqsARN":["arn:minio:sqs::x:webhook"],"servers":[{"version":"2025-10-15"}]}' });
    expect(await targets).toEqual({ arns: ['arn:minio:sqs::x:webhook'], names: 'minio' });
  });

  it("know the embedded store, which has AWS's names too", async () => {
    const answer = await answered({ body: '{"sqsARN":[],"servers":[{"version":"Pail 1.0.0"}]}' });
    expect(answer).toEqual({ arns: [], names: 'aws-and-minio' });
  });

  it.each(['<ListBucketResult/>', '{}', 'null', '{"sqsARN":7}', ''])('are not there in %s', async (body) => {
    await expect(answered({ body })).rejects.toMatchObject({ code: 'not-supported' });
  });

  it('are denied to others', async () => {
    const denied = answered({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' });
    await expect(denied).rejects.toMatchObject({ code: 'access-denied' });
  });

  it('are not asked for where buckets are hosts', () => {
    expect(open(undefined, { addressing: 'virtual-host' })?.targets).toBeUndefined();
  });
});
