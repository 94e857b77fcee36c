import { createHash } from 'node:crypto';
import type { RawRequest } from '../testing/raw-request.ts';
import type { Random } from './random.ts';

/** What earlier answers gave, so that later requests are about what is there. */
export interface Seen {
  uploadIds: string[];
  versionIds: string[];
}

export const buckets = ['fuzz-plain', 'fuzz-versions', 'fuzz-locked'] as const;
const keys = ['a', 'a/b', 'a/b/c.txt', 'z', 'dir/', 'ü 🪣', 'rows.csv'] as const;

export const customerKey = {
  'x-amz-server-side-encryption-customer-algorithm': 'AES256',
  'x-amz-server-side-encryption-customer-key': 'MzJieXRlc2xvbmdzZWNyZXRrZXltdXN0cHJvdmlkZWQ=',
  'x-amz-server-side-encryption-customer-key-md5': '7PpPLAK26ONlVUGOWlusfg==',
};

type Make = (random: Random, seen: Seen) => RawRequest;

const bucketUrl = (random: Random) => `/${random.pick(buckets)}`;
const objectUrl = (random: Random) =>
  `${bucketUrl(random)}/${random.pick(keys).split('/').map(encodeURIComponent).join('/')}`;
const md5 = (body: string) => createHash('md5').update(body).digest('base64');
const vouched = (body: string) => ({ body, headers: { 'content-md5': md5(body) } });

const bucketDocuments: readonly [string, ...string[]][] = [
  ['versioning', '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'],
  ['tagging', '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>'],
  [
    'lifecycle',
    '<LifecycleConfiguration><Rule><ID>r</ID><Status>Enabled</Status><Filter><Prefix>old/</Prefix></Filter><Expiration><Days>3650</Days></Expiration></Rule></LifecycleConfiguration>',
  ],
  [
    'cors',
    '<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod><AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>',
  ],
  [
    'encryption',
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
  ],
  [
    'object-lock',
    '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>',
  ],
  ['notification', '<NotificationConfiguration></NotificationConfiguration>'],
  [
    'replication',
    '<ReplicationConfiguration><Role>arn:aws:iam::1:role/r</Role><Rule><ID>r</ID><Status>Enabled</Status><Priority>1</Priority><Filter><Prefix/></Filter><DeleteMarkerReplication><Status>Disabled</Status></DeleteMarkerReplication><Destination><Bucket>arn:aws:s3:::fuzz-plain</Bucket></Destination></Rule></ReplicationConfiguration>',
  ],
  [
    'policy',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject"],"Resource":["arn:aws:s3:::fuzz-plain/*"]}]}',
  ],
];

const objectDocuments: readonly [string, ...string[]][] = [
  ['tagging', '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>'],
  ['legal-hold', '<LegalHold><Status>OFF</Status></LegalHold>'],
  [
    'retention',
    '<Retention><Mode>GOVERNANCE</Mode><RetainUntilDate>2020-01-01T00:00:00Z</RetainUntilDate></Retention>',
  ],
];

const completion =
  '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"5d41402abc4b2a76b9719d911017c592"</ETag></Part></CompleteMultipartUpload>';
const selection =
  '<SelectObjectContentRequest><Expression>select * from S3Object s limit 3</Expression><ExpressionType>SQL</ExpressionType><InputSerialization><CSV><FileHeaderInfo>USE</FileHeaderInfo></CSV></InputSerialization><OutputSerialization><JSON/></OutputSerialization></SelectObjectContentRequest>';

const makers: readonly [Make, ...Make[]] = [
  (random) => ({ method: 'PUT', url: objectUrl(random), body: random.bytes(random.below(5000)) }),
  (random) => ({
    method: 'PUT',
    url: objectUrl(random),
    body: random.bytes(random.below(random.oneIn(20) ? 400_000 : 100)),
    payloadHash: 'UNSIGNED-PAYLOAD',
    headers: { 'content-type': 'text/csv', 'x-amz-meta-a': 'b', 'x-amz-tagging': 'k=v' },
  }),
  (random) => ({
    method: 'PUT',
    url: objectUrl(random),
    body: 'name,age\nAda,36\nAlan,41\n',
    headers: random.oneIn(2) ? customerKey : { 'x-amz-server-side-encryption': 'AES256' },
  }),
  (random) => {
    const body = random.bytes(random.below(3000));
    const headers = {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': String(body.length),
    };
    const payloadHash = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
    return { method: 'PUT', url: objectUrl(random), body, headers, payloadHash };
  },
  (random) => ({
    method: 'PUT',
    url: objectUrl(random),
    body: '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',
    payloadHash: 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
    headers: {
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    },
  }),
  (random) => ({
    method: random.pick(['GET', 'HEAD']),
    url: objectUrl(random),
    headers: random.pick<Record<string, string>>([
      {},
      { range: 'bytes=1-3' },
      { 'if-none-match': '*' },
      customerKey,
    ]),
  }),
  (random, seen) => ({
    method: random.pick(['GET', 'HEAD', 'DELETE']),
    url: `${objectUrl(random)}?versionId=${seen.versionIds[random.below(20)] ?? 'null'}`,
  }),
  (random) => ({ url: `${objectUrl(random)}?partNumber=1` }),
  (random) => ({
    url: `${objectUrl(random)}?attributes`,
    headers: { 'x-amz-object-attributes': 'ETag,ObjectParts' },
  }),
  (random) => ({ method: 'DELETE', url: objectUrl(random) }),
  (random) => ({
    method: 'PUT',
    url: objectUrl(random),
    headers: { 'x-amz-copy-source': objectUrl(random), 'x-amz-metadata-directive': 'REPLACE' },
  }),
  (random) => ({
    url: `${bucketUrl(random)}?list-type=2&prefix=a&delimiter=%2F&max-keys=${random.below(5)}&metadata=true`,
  }),
  (random) => ({
    url: `${bucketUrl(random)}?${random.pick(['versions', 'uploads', 'encoding-type=url', 'location'])}`,
  }),
  () => ({ url: '/' }),
  (random) => {
    const [name, body = ''] = bucketDocuments[random.below(bucketDocuments.length)] ?? [];
    return { method: 'PUT', url: `${bucketUrl(random)}?${name}`, ...vouched(body) };
  },
  (random) => {
    const [name] = bucketDocuments[random.below(bucketDocuments.length)] ?? [];
    return { method: random.pick(['GET', 'GET', 'DELETE']), url: `${bucketUrl(random)}?${name}` };
  },
  (random) => {
    const [name, body = ''] = objectDocuments[random.below(objectDocuments.length)] ?? [];
    return { method: 'PUT', url: `${objectUrl(random)}?${name}`, ...vouched(body) };
  },
  (random) => {
    const [name] = objectDocuments[random.below(objectDocuments.length)] ?? [];
    return { method: random.pick(['GET', 'DELETE']), url: `${objectUrl(random)}?${name}` };
  },
  (random) => ({
    method: 'POST',
    url: `${bucketUrl(random)}?delete`,
    ...vouched(
      `<Delete><Object><Key>${random.pick(keys)}</Key></Object><Object><Key>none</Key></Object></Delete>`,
    ),
  }),
  (random) => ({ method: 'POST', url: `${objectUrl(random)}?uploads` }),
  (random, seen) => ({
    method: 'PUT',
    url: `${objectUrl(random)}?partNumber=${1 + random.below(3)}&uploadId=${seen.uploadIds.at(-1)}`,
    body: 'hello',
  }),
  (random, seen) => ({
    method: 'POST',
    url: `${objectUrl(random)}?uploadId=${seen.uploadIds.at(-1)}`,
    body: completion,
  }),
  (random, seen) => ({
    method: random.pick(['GET', 'DELETE']),
    url: `${objectUrl(random)}?uploadId=${seen.uploadIds.at(-1)}`,
  }),
  (random) => ({ method: 'POST', url: `${objectUrl(random)}?select&select-type=2`, body: selection }),
  (random) => ({
    method: 'POST',
    url: bucketUrl(random),
    signed: false,
    headers: { 'content-type': 'multipart/form-data; boundary=B' },
    body: '--B\r\nContent-Disposition: form-data; name="key"\r\n\r\nposted\r\n--B\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\nhello\r\n--B--\r\n',
  }),
  () => ({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Action=AssumeRole&Version=2011-06-15&DurationSeconds=900',
  }),
  (random) => ({
    method: 'OPTIONS',
    url: objectUrl(random),
    signed: false,
    headers: { origin: 'http://a', 'access-control-request-method': 'PUT' },
  }),
  (random) => ({ url: `/minio/${random.pick(['health/live', 'admin/v3/info'])}` }),
];

/** A request as a client would send it. Its answer may still be an error: what it is about may be gone. */
export const validRequest = (random: Random, seen: Seen): RawRequest => random.pick(makers)(random, seen);
