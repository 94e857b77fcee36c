import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SettingsOperations } from '../../driver.ts';
import type { NotificationRule } from '../../settings/setting-types.ts';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';
import { notification } from './notification.ts';

const xmlns = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const documentOf = (inner: string) =>
  `<NotificationConfiguration${xmlns}>${inner}</NotificationConfiguration>`;
const filterRule = (name: string, value: string) =>
  `<FilterRule><Name>${name}</Name><Value>${value}</Value></FilterRule>`;

const rule = (more: Partial<NotificationRule> = {}): NotificationRule => ({
  id: undefined,
  kind: 'queue',
  arn: 'arn:minio:sqs::x:webhook',
  events: ['s3:ObjectCreated:*'],
  prefix: undefined,
  suffix: undefined,
  kept: [],
  keptAboutKeys: [],
  keptInFilter: [],
  ...more,
});

describe('the document', () => {
  it('that is empty tells of nothing configured', () => {
    expect(notification.parse(documentOf(''))).toBeUndefined();
    expect(notification.parse('<NotificationConfiguration/>')).toBeUndefined();
  });

  it.each<[string, Partial<NotificationRule>, string]>([
    ['a queue', {}, '<Queue>arn:minio:sqs::x:webhook</Queue><Event>s3:ObjectCreated:*</Event>'],
    [
      'all that is known',
      {
        id: 'a <b>',
        prefix: ' in & out/',
        suffix: '.png',
        events: ['s3:ObjectCreated:Put', 's3:ObjectRemoved:*'],
      },
      `<Id>a &#60;b&#62;</Id><Queue>arn:minio:sqs::x:webhook</Queue><Event>s3:ObjectCreated:Put</Event><Event>s3:ObjectRemoved:*</Event><Filter><S3Key>${filterRule('prefix', ' in &#38; out/')}${filterRule('suffix', '.png')}</S3Key></Filter>`,
    ],
    [
      'what others add',
      {
        kept: ['<InvocationRole>r</InvocationRole>'],
        keptAboutKeys: [filterRule('regex', '([a-z]+)')],
        keptInFilter: [`<S3Metadata>${filterRule('x-amz-meta-a', 'b')}</S3Metadata>`],
      },
      `<Queue>arn:minio:sqs::x:webhook</Queue><Event>s3:ObjectCreated:*</Event><Filter><S3Key>${filterRule('regex', '([a-z]+)')}</S3Key><S3Metadata>${filterRule('x-amz-meta-a', 'b')}</S3Metadata></Filter><InvocationRole>r</InvocationRole>`,
    ],
  ])('of %s is written, and read as it was', (_, more, inner) => {
    const value = { rules: [rule(more)], kept: [] };
    const text = notification.print(value);
    expect(text).toBe(documentOf(`<QueueConfiguration>${inner}</QueueConfiguration>`));
    expect(notification.parse(text)).toEqual(value);
  });

  it('keeps its order, its kinds and what stands beside the rules', () => {
    const text = documentOf(
      [
        '<TopicConfiguration><Topic>t</Topic><Event>s3:ObjectRemoved:*</Event></TopicConfiguration>',
        '<CloudFunctionConfiguration><CloudFunction>f</CloudFunction><Event>e</Event></CloudFunctionConfiguration>',
        '<QueueConfiguration><Queue>q</Queue><Event>e</Event></QueueConfiguration>',
        '<TopicConfiguration><Topic>u</Topic><Event>e</Event></TopicConfiguration>',
        '<EventBridgeConfiguration></EventBridgeConfiguration>',
      ].join(''),
    );
    const value = notification.parse(text);
    expect(value?.rules.map(({ kind, arn }) => [kind, arn])).toEqual([
      ['topic', 't'],
      ['function', 'f'],
      ['queue', 'q'],
      ['topic', 'u'],
    ]);
    expect(value?.kept).toEqual(['<EventBridgeConfiguration></EventBridgeConfiguration>']);
    expect(value && notification.print(value)).toBe(text);
  });

  it.each([
    ['an empty id', '<Id></Id>', { id: undefined }],
    ["AWS's spelling", `<Filter><S3Key>${filterRule('Prefix', 'a/')}</S3Key></Filter>`, { prefix: 'a/' }],
    ['an empty filter', '<Filter/>', { prefix: undefined, keptInFilter: [] }],
    ['an empty value', `<Filter><S3Key>${filterRule('suffix', '')}</S3Key></Filter>`, { suffix: undefined }],
    [
      'a second prefix, which is kept',
      `<Filter><S3Key>${filterRule('prefix', 'a')}${filterRule('prefix', 'b')}</S3Key></Filter>`,
      { prefix: 'a', keptAboutKeys: [filterRule('prefix', 'b')] },
    ],
    ['no ARN', '', { arn: '' }],
  ])('is read with %s', (_, inner, expected) => {
    const value = notification.parse(
      documentOf(`<QueueConfiguration>${inner}<Event>e</Event></QueueConfiguration>`),
    );
    expect(value?.rules[0]).toMatchObject(expected);
  });
});

describe('on a server', () => {
  let network: FakeTransport;
  let settings: SettingsOperations | undefined;

  beforeEach(() => {
    network = createFakeTransport();
    const profile = {
      name: '',
      protocol: 's3',
      endpoint: 'https://host:9000',
      region: 'us-east-1',
      addressing: 'path',
    } as const;
    const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
    settings = createS3Driver({ profile, credentials }, { transport: network.transport }).settings;
  });

  afterEach(() => network.expectNothingLeft());

  it('is read, with the empty document as nothing', async () => {
    const read = settings?.read('b', 'notification');
    const { url, respondWith } = await network.nextRequest();
    expect(url.searchParams.get('notification')).toBe('');
    respondWith({ body: documentOf('') });
    expect(await read).toMatchObject({ value: undefined });
  });

  it.each([
    [{ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }, 'access-denied'],
    [{ status: 501, body: '<Error><Code>NotImplemented</Code></Error>' }, 'not-supported'],
    [{ status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' }, 'no-such-bucket'],
    [{ body: '<ListBucketResult></ListBucketResult>' }, 'not-supported'],
    [{ body: '<NotificationConfiguration>' }, 'not-s3'],
    [{ body: '' }, 'not-s3'],
  ])('answered %j fails with %s', async (answer, code) => {
    const read = settings?.read('b', 'notification');
    (await network.nextRequest()).respondWith(answer);
    await expect(read).rejects.toMatchObject({ code });
  });

  it('is written once it has been read, and not over what changed meanwhile', async () => {
    const now = documentOf('<QueueConfiguration><Queue>q</Queue><Event>e</Event></QueueConfiguration>');
    const write = (expected: string) =>
      settings?.write('b', 'notification', { rules: [rule()], kept: [] }, { expected });
    const refused = write(documentOf(''));
    (await network.nextRequest()).respondWith({ body: now });
    await expect(refused).rejects.toMatchObject({ code: 'setting-changed' });

    const written = write(now);
    (await network.nextRequest()).respondWith({ body: now });
    const { request, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'PUT', body: expect.stringContaining('<Queue>arn:minio') });
    respondWith({});
    await written;
  });

  it('is removed by the empty document: a DELETE would be of the bucket', async () => {
    const removed = settings?.remove('b', 'notification');
    (await network.nextRequest()).respondWith({ body: documentOf('') });
    const { request, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'PUT', body: documentOf('') });
    respondWith({});
    await removed;
    expect(settings?.canRemove('notification')).toBe(true);
  });

  it("hands on the server's own words for what it refuses", async () => {
    const written = settings?.write('b', 'notification', { rules: [rule({ kind: 'topic' })], kept: [] });
    (await network.nextRequest()).respondWith({ body: documentOf('') });
    (await network.nextRequest()).respondWith({
      status: 400,
      body: '<Error><Code>UnsupportedNotification</Code><Message>No topics here.</Message></Error>',
    });
    await expect(written).rejects.toMatchObject({
      code: 'invalid-argument',
      serviceCode: 'UnsupportedNotification',
      serviceMessage: 'No topics here.',
    });
  });
});
