import { describe, expect, it } from 'vitest';
import type { DeleteMarkerRecord, ObjectRecord } from '../metadata/records.ts';
import { listenLine, webhookBody } from './event-record.ts';
import { bucketEvent, objectEvent } from './object-event.ts';

const source = {
  requestId: '1234ABCD',
  principalId: 'some-key',
  address: '127.0.0.1',
  userAgent: 'test/1',
  origin: 'http://127.0.0.1:7351',
};
const context = { region: 'eu-west-3', profile: 'minio' } as const;
const time = Date.parse('2024-05-06T07:08:09.010Z');
const order = '018f4cb0-6d42-7abc-8def-0123456789ab';
const object: ObjectRecord = {
  versionId: order,
  order,
  modified: time,
  size: 5,
  etag: '5d41402abc4b2a76b9719d911017c592',
  headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
  metadata: { colour: 'red', 'two-words': 'x' },
  storageClass: 'STANDARD',
  content: { kind: 'empty' },
  checksum: undefined,
  uploadId: undefined,
};
const marker: DeleteMarkerRecord = { deleteMarker: true, versionId: order, order, modified: time };

const put = (key: string, versioned = false) =>
  objectEvent('s3:ObjectCreated:Put', 'photos', key, object, source, time, { versioned });
const recordOf = (line: string) => JSON.parse(line).Records[0];

describe('the record of an event', () => {
  it('has what a receiver reads', () => {
    expect(JSON.parse(webhookBody(put('2024/a b+ü.png', true), context))).toEqual({
      EventName: 's3:ObjectCreated:Put',
      Key: 'photos/2024/a b+ü.png',
      Records: [
        {
          eventVersion: '2.0',
          eventSource: 'minio:s3',
          awsRegion: 'eu-west-3',
          eventTime: '2024-05-06T07:08:09.010Z',
          eventName: 's3:ObjectCreated:Put',
          userIdentity: { principalId: 'some-key' },
          requestParameters: {
            principalId: 'some-key',
            region: 'eu-west-3',
            sourceIPAddress: '127.0.0.1',
          },
          responseElements: {
            'x-amz-id-2': '1234ABCD',
            'x-amz-request-id': '1234ABCD',
            'x-minio-origin-endpoint': 'http://127.0.0.1:7351',
          },
          s3: {
            s3SchemaVersion: '1.0',
            configurationId: 'Config',
            bucket: {
              name: 'photos',
              ownerIdentity: { principalId: 'some-key' },
              arn: 'arn:aws:s3:::photos',
            },
            object: {
              key: '2024%2Fa+b%2B%C3%BC.png',
              size: 5,
              eTag: '5d41402abc4b2a76b9719d911017c592',
              contentType: 'text/plain',
              userMetadata: {
                'content-type': 'text/plain',
                'X-Amz-Meta-Colour': 'red',
                'X-Amz-Meta-Two-Words': 'x',
              },
              versionId: order,
              sequencer: '018F4CB06D427ABC8DEF0123456789AB',
            },
          },
          source: { host: '127.0.0.1', port: '', userAgent: 'test/1' },
        },
      ],
    });
  });

  it.each([
    ["a!'()*", 'a%21%27%28%29%2A'],
    ['-_.~azAZ09', '-_.~azAZ09'],
    ['a b/c+d&e=f', 'a+b%2Fc%2Bd%26e%3Df'],
    ['🪣\n%20', '%F0%9F%AA%A3%0A%2520'],
  ])('escapes the key %j for a webhook and not for a listener', (key, escaped) => {
    expect(recordOf(webhookBody(put(key), context)).s3.object.key).toBe(escaped);
    expect(recordOf(listenLine(put(key), context)).s3.object.key).toBe(key);
  });

  it('is one line for a listener, without what stands beside the records', () => {
    const line = listenLine(put('a\nb'), context);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(Object.keys(JSON.parse(line))).toEqual(['Records']);
  });

  it.each([
    's3:ObjectRemoved:Delete',
    's3:LifecycleExpiration:Delete',
    's3:LifecycleDelMarkerExpiration:Delete',
  ])('of %s says which version, and no more of it', (name) => {
    const event = objectEvent(name, 'photos', 'a', object, source, time, { versioned: true });
    expect(Object.keys(recordOf(webhookBody(event, context)).s3.object)).toEqual([
      'key',
      'versionId',
      'sequencer',
    ]);
  });

  it('of a delete marker has its version id and order', () => {
    const name = 's3:ObjectRemoved:DeleteMarkerCreated';
    const event = objectEvent(name, 'photos', 'a', marker, source, time, { versioned: true });
    expect(event).toMatchObject({ versionId: order, order });
  });

  it('names no version where there never were any', () => {
    expect(recordOf(webhookBody(put('a', false), context)).s3.object).not.toHaveProperty('versionId');
  });

  it('of a bucket has an empty key', () => {
    const event = bucketEvent('s3:BucketCreated:*', 'photos', source, time);
    expect(JSON.parse(webhookBody(event, context))).toMatchObject({
      EventName: 's3:BucketCreated:*',
      Key: 'photos/',
      Records: [{ s3: { object: { key: '' } } }],
    });
  });

  it("has AWS's name in AWS's profile", () => {
    const name = 's3:ObjectCreated:PutTagging';
    const event = objectEvent(name, 'photos', 'a', object, source, time, { versioned: false });
    expect(JSON.parse(webhookBody(event, { ...context, profile: 'aws' }))).toMatchObject({
      EventName: 's3:ObjectTagging:Put',
      Records: [{ eventName: 's3:ObjectTagging:Put' }],
    });
  });

  it('puts a removal after what was made in the same millisecond, and before what came later', () => {
    const [ms, rest] = ['018f4cb06d42', '7abc8def0123456789ab'];
    const sameTime = Number.parseInt(ms, 16);
    const removal = objectEvent('s3:ObjectRemoved:Delete', 'b', 'a', object, source, sameTime, {
      versioned: false,
    });
    const sequencer = recordOf(listenLine(removal, context)).s3.object.sequencer as string;
    expect(sequencer > (ms + rest).toUpperCase()).toBe(true);
    expect(sequencer < '018F4CB06D437000').toBe(true);
  });
});
