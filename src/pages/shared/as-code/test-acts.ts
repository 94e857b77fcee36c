import type { Act } from '../../../storage/index.ts';

/** Keys and texts that code must carry as they are. */
export const oddKeys = [
  'a/b c.txt',
  '100%.txt',
  'it\'s $HOME `id` "q" \\ !x',
  'line\nbreak',
  'ends in one\n',
  'right\u202eto left.exe',
  'marks \u200f\n\u200b',
  '报告/中 😀 \u{e0001}.pdf',
  '-rf',
  '..a/#?&=+;*',
  'tab\tand\r\u0007\u007f',
];

const until = new Date('2031-05-06T07:08:09.123Z');
const object = { bucket: 'photos', key: 'a/b c.txt' };
const options = {
  contentType: 'text/csv',
  cacheControl: 'no-store',
  metadata: { author: '报告', plain: "it's" },
  tags: [{ key: 'team', value: 'a b&c=d' }],
  storageClass: 'STANDARD_IA',
  encryption: { kind: 'sse-s3' as const },
  retention: { mode: 'GOVERNANCE' as const, until },
  legalHold: true,
};
const filter = { tags: [], kept: [] };

/** At least one of every kind. */
export const everyAct: Act[] = [
  { kind: 'list-buckets' },
  { kind: 'head-bucket', bucket: 'photos' },
  { kind: 'create-bucket', bucket: 'photos', region: 'eu-west-1', objectLock: true },
  { kind: 'delete-bucket', bucket: 'photos' },
  { kind: 'purge-bucket', bucket: 'photos' },
  {
    kind: 'list-objects',
    bucket: 'photos',
    prefix: 'a/',
    recursive: false,
    startAfter: 'a/b',
    withMetadata: true,
  },
  { kind: 'list-versions', bucket: 'photos', prefix: '', recursive: true },
  { kind: 'stat', ...object, versionId: 'v1', sealed: true },
  { kind: 'get', ...object, sealed: false },
  { kind: 'get', ...object, versionId: 'v1', sealed: true, range: { start: 5, end: 9 } },
  { kind: 'put', ...object, options },
  { kind: 'put', ...object, options: { encryption: { kind: 'sse-c' } } },
  { kind: 'put', ...object, options: { encryption: { kind: 'sse-kms', keyId: 'k1' } } },
  {
    kind: 'copy',
    ...object,
    source: { bucket: 'backup', key: '报告 #1', versionId: 'v2', sealed: true },
    conditions: { sourceIfMatch: 'e1', sourceIfModifiedSince: until, onlyIfAbsent: true },
    properties: { contentType: 'a/b', metadata: { x: 'y' } },
    tags: [{ key: 'a', value: 'b' }],
    encryption: { kind: 'sse-c' },
  },
  { kind: 'remove', bucket: 'photos', objects: [{ key: 'k' }], count: 1, bypassGovernance: false },
  {
    kind: 'remove',
    bucket: 'photos',
    objects: [{ key: 'a<b' }, { key: 'k', versionId: 'v1' }],
    count: 500,
    bypassGovernance: true,
  },
  { kind: 'read-tags', ...object },
  { kind: 'write-tags', ...object, versionId: 'v1', tags: options.tags },
  { kind: 'remove-tags', ...object },
  { kind: 'read-retention', ...object },
  { kind: 'write-retention', ...object, retention: options.retention, bypassGovernance: false },
  { kind: 'write-retention', ...object, bypassGovernance: true },
  { kind: 'read-hold', ...object },
  { kind: 'write-hold', ...object, on: true },
  { kind: 'write-hold', ...object, versionId: 'v1', on: false },
  { kind: 'read-setting', bucket: 'photos', name: 'lifecycle' },
  { kind: 'remove-setting', bucket: 'photos', name: 'encryption' },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'versioning' },
    value: { status: 'Enabled', excludedPrefixes: ['tmp/*'], excludeFolders: true, kept: [] },
    document: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'encryption' },
    value: { algorithm: 'AES256', kept: [], keptInDefault: [], keptBesideRule: [] },
    document: '<ServerSideEncryptionConfiguration/>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'object-lock' },
    value: { defaultRetention: { mode: 'GOVERNANCE', period: { days: 3 } }, kept: [] },
    document: '<ObjectLockConfiguration/>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'tagging' },
    value: [{ key: 'team', value: "it's" }],
    document: '<Tagging/>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'cors' },
    value: {
      rules: [
        {
          origins: ['*'],
          methods: ['GET'],
          allowedHeaders: [],
          exposedHeaders: ['ETag'],
          maxAge: 60,
          kept: [],
        },
      ],
      kept: [],
    },
    document: '<CORSConfiguration/>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'lifecycle' },
    value: {
      rules: [
        {
          id: 'old',
          enabled: true,
          filter: { prefix: 'logs/', tags: [{ key: 'a', value: 'b' }], kept: [] },
          expiration: { days: 30 },
          noncurrentExpiration: { days: 7, keepNewest: 3 },
          abortUploadsAfter: 2,
          transitions: [{ after: { days: 3 }, storageClass: 'COLD' }],
          noncurrentTransitions: [{ days: 4, storageClass: 'COLD' }],
          kept: [],
        },
      ],
      kept: [],
    },
    document: '<LifecycleConfiguration/>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'replication' },
    value: {
      role: 'r',
      rules: [
        {
          enabled: true,
          priority: 1,
          filter,
          destination: 'arn:aws:s3:::b',
          destinationKept: [],
          deleteMarkers: true,
          kept: [],
        },
      ],
      kept: [],
    },
    document: '<ReplicationConfiguration/>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'notification' },
    value: {
      rules: [
        {
          ...{
            kind: 'queue',
            arn: 'arn:minio:sqs::a:webhook',
            events: ['s3:ObjectCreated:*', 's3:TestEvent'],
          },
          ...{ prefix: 'a/', suffix: '.jpg', keptAboutKeys: [], keptInFilter: [], kept: [] },
        },
      ],
      kept: [],
    },
    document: '<NotificationConfiguration/>',
  },
  {
    ...{ kind: 'write-setting', bucket: 'photos', name: 'policy' },
    value: '{"Version":"2012-10-17","Statement":[]}',
    document: '{"Version":"2012-10-17","Statement":[]}',
  },
  { kind: 'presign', method: 'GET', ...object, expiresIn: 60, responseContentType: 'a/b' },
  { kind: 'presign', method: 'PUT', ...object, expiresIn: 60 },
  {
    kind: 'upload-form',
    bucket: 'photos',
    key: { prefix: 'in/' },
    expiresIn: 60,
    contentType: { prefix: 'image/' },
    size: { min: 1, max: 9 },
    metadata: { who: 'me' },
    successStatus: 201,
  },
  {
    kind: 'select',
    ...object,
    expression: "select s.name from S3Object s where s.x < '5'",
    input: { kind: 'csv', header: 'USE', fieldDelimiter: '\t', recordDelimiter: '\n' },
    compression: 'GZIP',
    output: 'json',
    sealed: false,
  },
  {
    kind: 'select',
    ...object,
    expression: 'select *',
    input: { kind: 'parquet' },
    output: 'csv',
    sealed: false,
  },
  { kind: 'list-uploads', bucket: 'photos', prefix: 'a' },
  { kind: 'abort-upload', ...object, uploadId: 'u 1' },
  { kind: 'listen', bucket: 'photos', prefix: 'a', suffix: '', events: ['s3:ObjectCreated:*'] },
  { kind: 'listen', prefix: '', suffix: '.x', events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] },
];
