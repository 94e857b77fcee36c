import { expect, it } from 'vitest';
import { parseBuckets } from './parse-buckets.ts';

it('reads buckets, their times and the token of the next page', () => {
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
    <ListAllMyBucketsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
      <Owner><ID>02d6</ID><DisplayName>minio</DisplayName></Owner>
      <Buckets><Bucket><Name>a</Name><CreationDate>2026-11-21T08:00:00.000Z</CreationDate></Bucket>
      <Bucket><BucketRegion>eu-west-1</BucketRegion><Name>b.c</Name></Bucket></Buckets>
      <ContinuationToken>t&amp;1</ContinuationToken>
    </ListAllMyBucketsResult>`;
  expect(parseBuckets(xml)).toEqual({
    buckets: [{ name: 'a', createdAt: new Date('2026-11-21T08:00:00Z') }, { name: 'b.c' }],
    next: 't&1',
  });
});

it.each([
  '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>',
  '<ListAllMyBucketsResult><Buckets></Buckets><ContinuationToken/></ListAllMyBucketsResult>',
])('no bucket: %s', (xml) => {
  expect(parseBuckets(xml)).toEqual({ buckets: [], next: undefined });
});

it.each(['', '<html></html>', '<ListBucketResult></ListBucketResult>', '<ListAllMyBucketsResult>'])(
  'no answer of S3: %j',
  (xml) => {
    expect(parseBuckets(xml)).toBeUndefined();
  },
);
