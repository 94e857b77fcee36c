import { describe, expect, it } from 'vitest';
import { parseTarget } from '../http/target.ts';
import { listenRequest } from './listen-request.ts';
import type { StoreEvent } from './store-event.ts';

const ask = (query: string, bucket = 'photos', profile: 'aws' | 'minio' = 'aws') =>
  listenRequest(parseTarget(`/?${query}`).query, bucket, profile);

const happening = (name: string, key = 'img/a.png', bucket = 'photos'): StoreEvent => ({
  name,
  bucket,
  key,
  time: 0,
  source: { requestId: '', principalId: '', address: '', userAgent: '' },
});

describe('a listener', () => {
  it.each([
    ['events=s3:ObjectCreated:*', 's3:ObjectCreated:Put', true],
    ['events=s3:ObjectCreated:*', 's3:ObjectRemoved:Delete', false],
    ['events=s3:ObjectCreated:*&events=s3:ObjectRemoved:*', 's3:ObjectRemoved:Delete', true],
    ['events=s3%3AObjectAccessed%3AGet', 's3:ObjectAccessed:Get', true],
    ['events=s3:ObjectCreated:*&prefix=img/', 's3:ObjectCreated:Put', true],
    ['events=s3:ObjectCreated:*&prefix=doc/', 's3:ObjectCreated:Put', false],
    ['events=s3:ObjectCreated:*&prefix=&suffix=.png', 's3:ObjectCreated:Put', true],
    ['events=s3:ObjectCreated:*&suffix=.jpg', 's3:ObjectCreated:Put', false],
  ])('that asks for %s is told of %s: %s', (query, name, expected) => {
    expect(ask(query).wants(happening(name))).toBe(expected);
  });

  it('to one bucket hears nothing of another, and one to all hears all', () => {
    const other = happening('s3:BucketCreated:*', '', 'others');
    expect(ask('events=s3:BucketCreated:*').wants(other)).toBe(false);
    expect(ask('events=s3:BucketCreated:*', '').wants(other)).toBe(true);
  });

  it.each([
    ['', undefined],
    ['&ping=', undefined],
    ['&ping=1', 1],
    ['&ping=30', 30],
    ['&ping=99999999999999999999', 2_000_000],
  ])('gets its pings for "%s" every %s seconds', (query, seconds) => {
    expect(ask(`events=s3:ObjectCreated:*${query}`).ping).toBe(seconds);
  });

  it.each([
    ['events=s3:Nothing:*', 'InvalidArgument'],
    ['events=', 'InvalidArgument'],
    ['events=s3:ObjectCreated:*&events=Put', 'InvalidArgument'],
    ['events=s3:ObjectCreated:*&prefix=a&prefix=b', 'InvalidArgument'],
    ['events=s3:ObjectCreated:*&suffix=a&suffix=a', 'InvalidArgument'],
    ['events=s3:ObjectCreated:*&ping=0', 'AuthorizationQueryParametersError'],
    ['events=s3:ObjectCreated:*&ping=-1', 'AuthorizationQueryParametersError'],
    ['events=s3:ObjectCreated:*&ping=1.5', 'AuthorizationQueryParametersError'],
    ['events=s3:ObjectCreated:*&ping=soon', 'AuthorizationQueryParametersError'],
  ])('is refused with %s: %s', (query, code) => {
    expect(() => ask(query)).toThrow(expect.objectContaining({ code }));
  });

  it("cannot ask MinIO for an event that is AWS's alone", () => {
    const query = 'events=s3:ReducedRedundancyLostObject';
    expect(() => ask(query, 'photos', 'minio')).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
  });
});
