import { describe, expect, it } from 'vitest';
import { filtersOverlap } from './notification-checks.ts';
import { matchesKey, type NotificationConfiguration, targetsToTell } from './notification-setting.ts';
import { arnOfTarget, targetOfArn } from './target-arn.ts';

describe('ARNs', () => {
  it.each([
    ['queue', 'arn:minio:sqs::hook:webhook', 'hook', 'hook'],
    ['queue', 'arn:minio:sqs:eu-west-3:hook:webhook', 'hook', 'hook'],
    ['queue', 'arn:minio:sqs::hook:amqp', undefined, undefined],
    ['queue', 'arn:minio:sqs:::webhook', undefined, undefined],
    ['queue', 'arn:minio:sns::hook:webhook', undefined, undefined],
    ['queue', 'arn:aws:sqs:us-east-1:123456789012:hook', 'hook', undefined],
    ['queue', 'arn:aws-cn:sqs:cn-north-1:123456789012:hook', 'hook', undefined],
    ['queue', 'arn:aws:sns:us-east-1:123456789012:hook', undefined, undefined],
    ['topic', 'arn:aws:sns:us-east-1:123456789012:hook', 'hook', undefined],
    ['topic', 'arn:aws:sqs:us-east-1:123456789012:hook', undefined, undefined],
    ['topic', 'arn:minio:sqs::hook:webhook', undefined, undefined],
    ['function', 'arn:aws:lambda:us-east-1:123456789012:function:hook', 'hook', undefined],
    ['function', 'arn:aws:lambda:us-east-1:123456789012:function:hook:live', 'hook', undefined],
    ['function', 'arn:aws:lambda:us-east-1:123456789012:hook', undefined, undefined],
    ['queue', 'hook', undefined, undefined],
    ['queue', '', undefined, undefined],
  ] as const)('%s %s is %s in AWS and %s in MinIO', (kind, arn, inAws, inMinio) => {
    expect(targetOfArn(arn, kind, 'aws')).toBe(inAws);
    expect(targetOfArn(arn, kind, 'minio')).toBe(inMinio);
  });

  it('of the store itself are read back', () => {
    expect(targetOfArn(arnOfTarget('a-b_1'), 'queue', 'minio')).toBe('a-b_1');
  });
});

describe('a filter', () => {
  it.each([
    [{}, 'anything', true],
    [{}, '', true],
    [{ prefix: '' }, 'anything', true],
    [{ prefix: 'img/' }, 'img/a.png', true],
    [{ prefix: 'img/' }, 'img', false],
    [{ prefix: 'img/' }, 'old/img/a.png', false],
    [{ suffix: '.png' }, 'img/a.png', true],
    [{ suffix: '.png' }, 'a.png.txt', false],
    [{ suffix: '.PNG' }, 'a.png', false],
    [{ prefix: 'a', suffix: 'b' }, 'a b', true],
    [{ prefix: 'a', suffix: 'b' }, 'a', false],
    [{ prefix: 'Ä 中/' }, 'Ä 中/🪣', true],
  ])('%j matches "%s": %s', (filter, key, expected) => {
    expect(matchesKey(filter, key)).toBe(expected);
  });

  it.each([
    [{}, {}, true],
    [{ prefix: 'a' }, {}, true],
    [{ prefix: 'a/' }, { prefix: 'a/b/' }, true],
    [{ prefix: 'a/' }, { prefix: 'b/' }, false],
    [{ suffix: '.jpg' }, { suffix: '.png' }, false],
    [{ suffix: '.gz' }, { suffix: '.tar.gz' }, true],
    [{ prefix: 'a/', suffix: '.jpg' }, { prefix: 'a/', suffix: '.png' }, false],
    [{ prefix: 'a/', suffix: '.jpg' }, { prefix: 'b/', suffix: '.jpg' }, false],
    [{ prefix: 'a/' }, { suffix: '.png' }, true],
  ])('%j overlaps %j: %s', (one, other, expected) => {
    expect(filtersOverlap(one, other)).toBe(expected);
    expect(filtersOverlap(other, one)).toBe(expected);
  });
});

describe('the webhooks to tell', () => {
  const queue = (name: string, rest: Partial<NotificationConfiguration> = {}): NotificationConfiguration => ({
    kind: 'queue',
    id: name,
    arn: arnOfTarget(name),
    events: ['s3:ObjectCreated:*'],
    ...rest,
  });
  const setting = {
    configurations: [
      queue('all'),
      queue('images', { prefix: 'img/', suffix: '.png' }),
      queue('removals', { events: ['s3:ObjectRemoved:Delete', 's3:ObjectRemoved:DeleteMarkerCreated'] }),
      queue('all', { id: 'again', prefix: 'img/' }),
      queue('topic', { kind: 'topic', arn: 'arn:aws:sns:::topic', events: ['s3:ObjectTagging:*'] }),
    ],
  };

  it.each([
    ['s3:ObjectCreated:Put', 'a.txt', ['all']],
    ['s3:ObjectCreated:Copy', 'img/a.png', ['all', 'images']],
    ['s3:ObjectRemoved:Delete', 'img/a.png', ['removals']],
    ['s3:ObjectCreated:PutTagging', 'a.txt', ['topic']],
    ['s3:ObjectAccessed:Get', 'a.txt', []],
  ])('of %s on %s are %j', (name, key, expected) => {
    expect([...targetsToTell(setting, { name, key }, 'aws')]).toEqual(expected);
  });

  it('are none in a bucket without configurations', () => {
    expect(targetsToTell(undefined, { name: 's3:ObjectCreated:Put', key: 'a' }, 'aws').size).toBe(0);
  });
});
