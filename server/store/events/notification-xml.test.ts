import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { readNotification, writeNotification } from './notification-xml.ts';

const targets = new Set(['hook', 'other']);
const read = (inner: string, profile: Profile = 'aws') =>
  readNotification(
    Buffer.from(
      `<NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inner}</NotificationConfiguration>`,
    ),
    { profile, targets },
  );

const minioArn = 'arn:minio:sqs::hook:webhook';
const rule = (name: string, value: string) =>
  `<FilterRule><Name>${name}</Name><Value>${value}</Value></FilterRule>`;
const filter = (...rules: string[]) => `<Filter><S3Key>${rules.join('')}</S3Key></Filter>`;
const events = (...names: string[]) => names.map((name) => `<Event>s3:${name}</Event>`).join('');
const queue = (inner: string, arn = minioArn) =>
  `<QueueConfiguration><Queue>${arn}</Queue>${inner}</QueueConfiguration>`;
const topic = (inner: string) =>
  `<TopicConfiguration><Topic>arn:aws:sns:us-east-1:1:hook</Topic>${inner}</TopicConfiguration>`;
const lambda = (inner: string) =>
  `<CloudFunctionConfiguration><CloudFunction>arn:aws:lambda:us-east-1:1:function:hook</CloudFunction>${inner}</CloudFunctionConfiguration>`;

describe('a document', () => {
  it('is read and written back', () => {
    const text =
      '<QueueConfiguration><Id>q</Id><Filter><S3Key><FilterRule><Name>prefix</Name><Value>a &amp; b/</Value></FilterRule>' +
      '<FilterRule><Name>suffix</Name><Value></Value></FilterRule></S3Key></Filter><Event>s3:ObjectCreated:*</Event>' +
      `<Event>s3:ObjectRemoved:Delete</Event><Queue>${minioArn}</Queue></QueueConfiguration>` +
      '<TopicConfiguration><Id>t</Id><Event>s3:ObjectTagging:*</Event><Topic>arn:aws:sns:us-east-1:1:hook</Topic></TopicConfiguration>' +
      '<CloudFunctionConfiguration><Id>f</Id><Event>s3:ObjectCreated:Copy</Event><CloudFunction>arn:aws:lambda:us-east-1:1:function:other</CloudFunction></CloudFunctionConfiguration>';
    const setting = read(text);
    expect(setting.configurations.map(({ kind, id }) => [kind, id])).toEqual([
      ['queue', 'q'],
      ['topic', 't'],
      ['function', 'f'],
    ]);
    expect(setting.configurations[0]).toMatchObject({ prefix: 'a & b/', suffix: '' });
    expect(writeNotification(setting)).toContain(text);
  });

  it('gets an Id of its own where it has none, except in MinIO', () => {
    const [first, second] = read(
      queue(events('ObjectCreated:Put')) + queue(events('ObjectRemoved:*')),
    ).configurations;
    expect(first?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.id).not.toBe(first?.id);
    expect(writeNotification(read(queue(events('ObjectCreated:Put')), 'minio'))).toContain('<Id></Id>');
  });

  it('of nothing is one', () => {
    expect(read('')).toEqual({ configurations: [] });
    expect(writeNotification({ configurations: [] })).toMatch(
      /<NotificationConfiguration xmlns="[^"]+"><\/Not/,
    );
  });

  it('may name a rule as AWS answers', () => {
    const [configuration] = read(
      queue(events('ObjectCreated:*') + filter(rule('Prefix', 'a'))),
    ).configurations;
    expect(configuration?.prefix).toBe('a');
  });
});

const created = events('ObjectCreated:*');
const withId = (id: string, inner: string) => queue(`<Id>${id}</Id>${inner}`);

describe('refusals', () => {
  it.each([
    ['no ARN', `<QueueConfiguration>${created}</QueueConfiguration>`, 'MalformedXML', 'MalformedXML'],
    ['two ARNs', queue(`${created}<Queue>${minioArn}</Queue>`), 'MalformedXML', 'MalformedXML'],
    ['no event', queue(''), 'MalformedXML', 'MalformedXML'],
    ['a rule without a name', queue(created + filter('<FilterRule/>')), 'MalformedXML', 'MalformedXML'],
    ['an unknown event', queue(events('Nothing:*')), 'InvalidArgument', 'InvalidArgument'],
    ["an event that is AWS's alone", queue(events('ObjectTagging:*')), undefined, 'InvalidArgument'],
    [
      'the same event twice',
      queue(events('ObjectCreated:Put', 'ObjectCreated:Put')),
      'InvalidArgument',
      'InvalidArgument',
    ],
    ['a group and its member', queue(events('ObjectCreated:Put', 'ObjectCreated:*')), undefined, undefined],
    [
      'an unknown webhook',
      queue(created, 'arn:minio:sqs::stranger:webhook'),
      'InvalidArgument',
      'InvalidArgument',
    ],
    ['no ARN at all', queue(created, 'hook'), 'InvalidArgument', 'InvalidArgument'],
    ["an ARN of AWS's", queue(created, 'arn:aws:sqs:us-east-1:1:hook'), undefined, 'InvalidArgument'],
    [
      'two prefixes',
      queue(created + filter(rule('prefix', 'a'), rule('prefix', 'a'))),
      'InvalidArgument',
      'InvalidArgument',
    ],
    [
      'two suffixes',
      queue(created + filter(rule('suffix', ''), rule('suffix', 'a'))),
      'InvalidArgument',
      'InvalidArgument',
    ],
    ['a rule for a regex', queue(created + filter(rule('regex', 'a'))), 'InvalidArgument', 'InvalidArgument'],
    ['a capital', queue(created + filter(rule('Prefix', 'a'))), undefined, 'InvalidArgument'],
    ['a long value', queue(created + filter(rule('prefix', 'é'.repeat(513)))), 'InvalidArgument', undefined],
    ['the longest value', queue(created + filter(rule('prefix', 'é'.repeat(512)))), undefined, undefined],
    ['a long Id', withId('i'.repeat(256), created), 'InvalidArgument', 'InvalidArgument'],
    ['a topic', topic(created), undefined, 'UnsupportedNotification'],
    ['a function', lambda(created), undefined, 'UnsupportedNotification'],
    ['the same twice', withId('a', created) + withId('a', created), 'InvalidArgument', 'InvalidArgument'],
    [
      'one Id for two',
      withId('a', created) + withId('a', events('ObjectRemoved:*')),
      'InvalidArgument',
      undefined,
    ],
    [
      'a shared event',
      withId('a', created) + withId('b', events('ObjectCreated:Put')),
      'InvalidArgument',
      undefined,
    ],
    [
      'a shared event, overlapping prefixes',
      withId('a', created + filter(rule('prefix', 'a'))) +
        withId('b', created + filter(rule('prefix', 'ab'))),
      'InvalidArgument',
      undefined,
    ],
    [
      'a shared event, prefixes apart',
      withId('a', created + filter(rule('prefix', 'a'))) + withId('b', created + filter(rule('prefix', 'b'))),
      undefined,
      undefined,
    ],
    [
      'a shared event, another kind',
      queue(created) + topic(created) + lambda(created),
      undefined,
      'UnsupportedNotification',
    ],
    ['an event bus', '<EventBridgeConfiguration/>', 'NotImplemented', 'NotImplemented'],
  ] as const)('%s', (_, document, inAws, inMinio) => {
    expect(codeOf(document, 'aws')).toBe(inAws);
    expect(codeOf(document, 'minio')).toBe(inMinio);
  });

  it('of what is no such document', () => {
    const options = { profile: 'aws', targets } as const;
    expect(() => readNotification(Buffer.from('<Other/>'), options)).toThrow(
      expect.objectContaining({ code: 'MalformedXML' }),
    );
  });
});

function codeOf(inner: string, profile: Profile): string | undefined {
  try {
    read(inner, profile);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}
