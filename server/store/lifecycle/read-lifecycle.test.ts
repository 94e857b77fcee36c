import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { readLifecycle } from './read-lifecycle.ts';
import { writeLifecycle } from './write-lifecycle.ts';

const filter = '<Filter></Filter>';
const expiration = '<Expiration><Days>1</Days></Expiration>';
const rule = (content: string, status = 'Enabled') => `<Rule>${content}<Status>${status}</Status></Rule>`;
const document = (...rules: string[]) =>
  Buffer.from(`<LifecycleConfiguration>${rules.join('')}</LifecycleConfiguration>`);

const read = (bytes: Buffer, profile: Profile = 'aws', hasLock = false) =>
  readLifecycle(bytes, { profile, hasLock });

const all = { form: 'Filter', tags: [] };

describe('a rule', () => {
  it.each<[xml: string, expected: object, profile?: Profile]>([
    [
      `<ID>a</ID>${filter}${expiration}`,
      { id: 'a', status: 'Enabled', filter: all, expiration: { kind: 'days', days: 1 } },
    ],
    [`<Prefix>p</Prefix>${expiration}`, { filter: { form: 'Prefix', prefix: 'p', tags: [] } }],
    [
      `${filter}<Expiration><Date>2026-01-31T00:00:00Z</Date></Expiration>`,
      { expiration: { kind: 'date', date: Date.parse('2026-01-31') } },
    ],
    [
      `${filter}<Expiration><Date>2001-01-01</Date></Expiration>`,
      { expiration: { kind: 'date', date: Date.parse('2001-01-01') } },
    ],
    [
      `${filter}<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>`,
      { expiration: { kind: 'expired-delete-marker', remove: true } },
    ],
    [
      `${filter}<Expiration><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration>`,
      { expiration: { kind: 'expired-delete-marker', remove: false } },
    ],
    [
      `${filter}<Expiration><Days>3</Days><ExpiredObjectDeleteMarker>false</ExpiredObjectDeleteMarker></Expiration>`,
      { expiration: { kind: 'days', days: 3 } },
    ],
    [
      `${filter}<NoncurrentVersionExpiration><NoncurrentDays>4</NoncurrentDays></NoncurrentVersionExpiration>`,
      { noncurrentExpiration: { days: 4 } },
    ],
    [
      `${filter}<NoncurrentVersionExpiration><NoncurrentDays>4</NoncurrentDays><NewerNoncurrentVersions>5</NewerNoncurrentVersions></NoncurrentVersionExpiration>`,
      { noncurrentExpiration: { days: 4, newerVersions: 5 } },
    ],
    [
      `${filter}<NoncurrentVersionExpiration><NewerNoncurrentVersions>5</NewerNoncurrentVersions></NoncurrentVersionExpiration>`,
      { noncurrentExpiration: { newerVersions: 5 } },
      'minio',
    ],
    [
      `${filter}<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>`,
      { abortUploadsAfterDays: 7 },
    ],
    [
      `${filter}${expiration}<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>`,
      { abortUploadsAfterDays: undefined },
      'minio',
    ],
    [`${filter}<DelMarkerExpiration><Days>2</Days></DelMarkerExpiration>`, { deleteMarkerDays: 2 }, 'minio'],
    [
      `${filter}<Expiration><Days>2</Days><ExpiredObjectAllVersions>true</ExpiredObjectAllVersions></Expiration>`,
      { expiration: { kind: 'days', days: 2, allVersions: true } },
      'minio',
    ],
  ])('of %s', (xml, expected, profile = 'aws') => {
    const rules = read(document(rule(xml)), profile);
    expect(rules).toEqual([expect.objectContaining(expected)]);
    // What is answered says the same.
    expect(read(Buffer.from(writeLifecycle(rules, profile)), profile)).toEqual(rules);
  });

  it('gets an ID of its own where it has none', () => {
    const [one, other] = read(document(rule(filter + expiration), rule(`<ID></ID>${filter}${expiration}`)));
    expect(one?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(other?.id).toMatch(/^[0-9a-f-]{36}$/);
    expect(one?.id).not.toBe(other?.id);
  });
});

const many = (count: number) => document(...Array.from({ length: count }, () => rule(filter + expiration)));
const id = (text: string) => `<ID>${text}</ID>${filter}${expiration}`;
const tagged = '<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>';
const sized = '<Filter><ObjectSizeLessThan>5</ObjectSizeLessThan></Filter>';
const abort =
  '<AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>';
const expire = (content: string) => `${filter}<Expiration>${content}</Expiration>`;
const noncurrent = (content: string) =>
  `${filter}<NoncurrentVersionExpiration>${content}</NoncurrentVersionExpiration>`;

interface Refusal {
  title: string;
  bytes: Buffer;
  aws: string;
  minio?: string;
}

const refusals: Refusal[] = [
  { title: 'no XML', bytes: Buffer.from('lifecycle'), aws: 'MalformedXML', minio: 'InternalError' },
  { title: 'nothing', bytes: Buffer.alloc(0), aws: 'MalformedXML', minio: 'InternalError' },
  {
    title: 'another root',
    bytes: Buffer.from('<Lifecycle></Lifecycle>'),
    aws: 'MalformedXML',
    minio: 'InternalError',
  },
  { title: 'no rules', bytes: document(), aws: 'MalformedXML' },
  { title: '1,001 rules', bytes: many(1001), aws: 'MalformedXML' },
  { title: 'the same ID twice', bytes: document(rule(id('a')), rule(id('a'))), aws: 'InvalidArgument' },
  { title: 'an ID of 256 characters', bytes: document(rule(id('a'.repeat(256)))), aws: 'InvalidArgument' },
  { title: 'no filter', bytes: document(rule(expiration)), aws: 'MalformedXML' },
  {
    title: 'rules of both forms',
    bytes: document(rule(filter + expiration), rule(`<Prefix></Prefix>${expiration}`)),
    aws: 'InvalidRequest',
  },
  { title: 'no action', bytes: document(rule(filter)), aws: 'InvalidRequest' },
  { title: 'no status', bytes: document(`<Rule>${filter}${expiration}</Rule>`), aws: 'MalformedXML' },
  { title: 'another status', bytes: document(rule(filter + expiration, 'enabled')), aws: 'MalformedXML' },
  { title: '0 days', bytes: document(rule(expire('<Days>0</Days>'))), aws: 'InvalidArgument' },
  { title: '-1 days', bytes: document(rule(expire('<Days>-1</Days>'))), aws: 'InvalidArgument' },
  { title: 'half a day', bytes: document(rule(expire('<Days>0.5</Days>'))), aws: 'MalformedXML' },
  { title: 'too many days', bytes: document(rule(expire('<Days>2147483648</Days>'))), aws: 'MalformedXML' },
  { title: 'days twice', bytes: document(rule(expire('<Days>1</Days><Days>1</Days>'))), aws: 'MalformedXML' },
  {
    title: 'days and a date',
    bytes: document(rule(expire('<Days>1</Days><Date>2026-01-01</Date>'))),
    aws: 'MalformedXML',
  },
  {
    title: 'days and delete markers',
    bytes: document(
      rule(expire('<Days>1</Days><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker>')),
    ),
    aws: 'MalformedXML',
  },
  { title: 'an empty expiration', bytes: document(rule(expire(''))), aws: 'MalformedXML' },
  {
    title: 'another word than true',
    bytes: document(rule(expire('<ExpiredObjectDeleteMarker>yes</ExpiredObjectDeleteMarker>'))),
    aws: 'MalformedXML',
  },
  { title: 'no date', bytes: document(rule(expire('<Date>soon</Date>'))), aws: 'MalformedXML' },
  {
    title: 'a date at noon',
    bytes: document(rule(expire('<Date>2026-01-01T12:00:00Z</Date>'))),
    aws: 'InvalidArgument',
  },
  {
    title: 'a midnight elsewhere',
    bytes: document(rule(expire('<Date>2026-01-01T00:00:00+01:00</Date>'))),
    aws: 'InvalidArgument',
  },
  {
    title: 'delete markers with tags',
    bytes: document(
      rule(`${tagged}<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>`),
    ),
    aws: 'InvalidRequest',
  },
  {
    title: '0 noncurrent days',
    bytes: document(rule(noncurrent('<NoncurrentDays>0</NoncurrentDays>'))),
    aws: 'InvalidArgument',
  },
  { title: 'no noncurrent days', bytes: document(rule(noncurrent(''))), aws: 'MalformedXML' },
  {
    title: '0 newer versions',
    bytes: document(
      rule(
        noncurrent('<NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>0</NewerNoncurrentVersions>'),
      ),
    ),
    aws: 'InvalidArgument',
  },
  {
    title: 'a transition',
    bytes: document(
      rule(`${filter}<Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>`),
    ),
    aws: 'InvalidStorageClass',
    minio: 'InvalidStorageClass',
  },
  {
    title: 'a transition to what there is',
    bytes: document(
      rule(
        `${filter}<NoncurrentVersionTransition><NoncurrentDays>1</NoncurrentDays><StorageClass>STANDARD</StorageClass></NoncurrentVersionTransition>`,
      ),
    ),
    aws: 'InvalidStorageClass',
    minio: 'InvalidStorageClass',
  },
];

describe('refused is', () => {
  it.each(refusals)('$title, as $aws', ({ bytes, aws, minio = 'InvalidArgument' }) => {
    expect(() => read(bytes, 'aws')).toThrowError(expect.objectContaining({ code: aws }));
    const asMinio = expect.objectContaining({ inMinio: expect.objectContaining({ code: minio }) });
    expect(() => read(bytes, 'minio')).toThrowError(asMinio);
  });

  it.each([
    { title: 'uploads with tags', xml: tagged + abort, code: 'InvalidRequest' },
    { title: 'uploads with a size', xml: sized + abort, code: 'InvalidRequest' },
    { title: 'uploads after 0 days', xml: filter + abort.replace('7', '0'), code: 'InvalidArgument' },
    {
      title: 'uploads without days',
      xml: `${filter}<AbortIncompleteMultipartUpload></AbortIncompleteMultipartUpload>`,
      code: 'MalformedXML',
    },
    {
      title: 'more than 100 newer versions',
      xml: noncurrent(
        '<NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>101</NewerNoncurrentVersions>',
      ),
      code: 'InvalidArgument',
    },
    {
      title: 'newer versions without days',
      xml: noncurrent('<NewerNoncurrentVersions>1</NewerNoncurrentVersions>'),
      code: 'MalformedXML',
    },
    {
      title: 'what only MinIO knows of delete markers',
      xml: `${filter}<DelMarkerExpiration><Days>1</Days></DelMarkerExpiration>`,
      code: 'MalformedXML',
    },
    {
      title: 'what only MinIO knows of expiration',
      xml: expire('<Days>1</Days><ExpiredObjectAllVersions>true</ExpiredObjectAllVersions>'),
      code: 'MalformedXML',
    },
  ])('by AWS: $title', ({ xml, code }) => {
    expect(() => read(document(rule(xml)), 'aws')).toThrowError(expect.objectContaining({ code }));
  });

  it.each([
    { title: 'a rule with uploads alone', xml: filter + abort, hasLock: false },
    {
      title: 'no days of delete markers',
      xml: `${filter}<DelMarkerExpiration></DelMarkerExpiration>`,
      hasLock: false,
    },
    {
      title: 'all versions in a bucket with Object Lock',
      xml: expire('<Days>1</Days><ExpiredObjectAllVersions>true</ExpiredObjectAllVersions>'),
      hasLock: true,
    },
    {
      title: 'delete markers and all in a bucket with Object Lock',
      xml: `${filter}<DelMarkerExpiration><Days>1</Days></DelMarkerExpiration>`,
      hasLock: true,
    },
  ])('by MinIO: $title', ({ xml, hasLock }) => {
    const asMinio = expect.objectContaining({
      inMinio: expect.objectContaining({ code: 'InvalidArgument' }),
    });
    expect(() => read(document(rule(xml)), 'minio', hasLock)).toThrowError(asMinio);
  });

  it('nothing of 1,000 rules', () => {
    expect(read(many(1000))).toHaveLength(1000);
  });
});

it('writes a date as the server of the profile does', () => {
  const rules = read(document(rule(expire('<Date>2026-01-31</Date>'))));
  expect(writeLifecycle(rules, 'aws')).toContain('<Date>2026-01-31T00:00:00.000Z</Date>');
  expect(writeLifecycle(rules, 'minio')).toContain('<Date>2026-01-31T00:00:00Z</Date>');
});
