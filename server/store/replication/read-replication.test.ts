import { describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { readReplication } from './read-replication.ts';
import { writeReplication } from './write-replication.ts';

const role = '<Role>arn:aws:iam::1:role/r</Role>';
const filter = '<Filter></Filter>';
const markers = (status: string) =>
  `<DeleteMarkerReplication><Status>${status}</Status></DeleteMarkerReplication>`;
const off = markers('Disabled');
const to = (content: string) => `<Destination>${content}</Destination>`;
const bucket = '<Bucket>arn:aws:s3:::there</Bucket>';
const there = to(bucket);
const priority = (value: number | string) => `<Priority>${value}</Priority>`;
const rule = (content: string, status = 'Enabled') => `<Rule><Status>${status}</Status>${content}</Rule>`;
const whole = (number: number, more = '') => rule(`${filter}${off}${there}${priority(number)}${more}`);
const document = (...content: string[]) =>
  Buffer.from(`<ReplicationConfiguration>${content.join('')}</ReplicationConfiguration>`);

const read = (bytes: Buffer, profile: Profile = 'aws') => readReplication(bytes, profile);

describe('a rule', () => {
  it.each<[xml: string, expected: object, profile?: Profile]>([
    [
      `<ID>a</ID>${filter}${off}${there}${priority(0)}`,
      {
        id: 'a',
        status: 'Enabled',
        priority: 0,
        deleteMarkers: 'Disabled',
        destination: { arn: 'arn:aws:s3:::there', bucket: 'there' },
      },
    ],
    [
      `<Prefix>p</Prefix>${there}`,
      { filter: { form: 'Prefix', prefix: 'p', tags: [] }, priority: undefined, deleteMarkers: undefined },
    ],
    [
      `<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>${off}${there}${priority(1)}`,
      { filter: { form: 'Filter', tags: [{ key: 'a', value: 'b' }] } },
    ],
    [`${filter}${markers('Enabled')}${there}${priority(1)}`, { deleteMarkers: 'Enabled' }],
    [
      `${filter}${off}${there}${priority(1)}<ExistingObjectReplication><Status>Enabled</Status></ExistingObjectReplication>`,
      { existingObjects: 'Enabled' },
    ],
    [
      `${filter}${off}${priority(1)}${to(`${bucket}<StorageClass>REDUCED_REDUNDANCY</StorageClass><Account>1</Account>`)}`,
      { destination: expect.objectContaining({ storageClass: 'REDUCED_REDUNDANCY', account: '1' }) },
    ],
    [
      `${filter}${off}${there}${priority(1)}<SourceSelectionCriteria><SseKmsEncryptedObjects><Status>Disabled</Status></SseKmsEncryptedObjects><ReplicaModifications><Status>Enabled</Status></ReplicaModifications></SourceSelectionCriteria>`,
      { sourceSelection: { kmsObjects: 'Disabled', replicaModifications: 'Enabled' } },
    ],
    [
      `${filter}${off}${there}${priority(1)}<DeleteReplication><Status>Enabled</Status></DeleteReplication>`,
      { deletes: 'Enabled' },
      'minio',
    ],
    [
      `${filter}${off}${priority(1)}${to('<Bucket>arn:minio:replication::6f1c-1:there</Bucket>')}`,
      { destination: expect.objectContaining({ bucket: 'there' }) },
      'minio',
    ],
    [`${off}${there}`, { filter: { form: 'Filter', tags: [] }, priority: undefined }, 'minio'],
  ])('of %s', (xml, expected, profile = 'aws') => {
    const setting = read(document(role, rule(xml)), profile);
    expect(setting).toEqual({ role: 'arn:aws:iam::1:role/r', rules: [expect.objectContaining(expected)] });
    expect(read(Buffer.from(writeReplication(setting)), profile)).toEqual(setting);
  });

  it('gets an ID of its own where it has none', () => {
    const { rules } = read(document(role, whole(1), whole(2)));
    expect(new Set(rules.map(({ id }) => id)).size).toBe(2);
  });
});

describe('refused is', () => {
  it.each<[title: string, code: string, bytes: Buffer, inMinio?: string]>([
    ['no XML', 'MalformedXML', Buffer.from('x')],
    ['no rule', 'MalformedXML', document(role), 'XMinioAdminRemoteTargetNotFoundError'],
    [
      '1,001 rules',
      'MalformedXML',
      document(role, ...Array.from({ length: 1001 }, (_, index) => whole(index))),
    ],
    ['another status', 'MalformedXML', document(role, rule(`${filter}${off}${there}${priority(1)}`, 'On'))],
    ['too long an ID', 'InvalidArgument', document(role, whole(1, `<ID>${'a'.repeat(256)}</ID>`))],
    ['the same priority twice', 'InvalidRequest', document(role, whole(1), whole(1)), 'MalformedXML'],
    ['a priority below 0', 'InvalidRequest', document(role, whole(-1)), 'MalformedXML'],
    [
      'a priority that is none',
      'MalformedXML',
      document(role, rule(`${filter}${off}${there}${priority('high')}`)),
    ],
    [
      'no word on delete markers',
      'InvalidRequest',
      document(role, rule(`${filter}${there}${priority(1)}`)),
      'MalformedXML',
    ],
    [
      'delete markers with tags',
      'InvalidRequest',
      document(
        role,
        rule(
          `<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>${markers('Enabled')}${there}${priority(1)}`,
        ),
      ),
      'MalformedXML',
    ],
    ['no destination', 'MalformedXML', document(role, rule(`${filter}${off}${priority(1)}`))],
    [
      'a destination without a bucket',
      'MalformedXML',
      document(role, rule(`${filter}${off}${priority(1)}${to('')}`)),
    ],
    [
      'a bucket without its ARN',
      'InvalidArgument',
      document(role, rule(`${filter}${off}${priority(1)}${to('<Bucket>there</Bucket>')}`)),
      'XMinioAdminRemoteArnInvalid',
    ],
    [
      'an object as a destination',
      'InvalidArgument',
      document(role, rule(`${filter}${off}${priority(1)}${to('<Bucket>arn:aws:s3:::there/a</Bucket>')}`)),
      'XMinioAdminRemoteArnInvalid',
    ],
    [
      'a class that is not here',
      'InvalidStorageClass',
      document(
        role,
        rule(`${filter}${off}${priority(1)}${to(`${bucket}<StorageClass>GLACIER</StorageClass>`)}`),
      ),
    ],
    [
      'replication in time',
      'NotImplemented',
      document(
        role,
        rule(`${filter}${off}${priority(1)}${to(`${bucket}<ReplicationTime></ReplicationTime>`)}`),
      ),
    ],
    [
      'another key for the copies',
      'NotImplemented',
      document(
        role,
        rule(
          `${filter}${off}${priority(1)}${to(`${bucket}<EncryptionConfiguration></EncryptionConfiguration>`)}`,
        ),
      ),
    ],
    [
      'a condition on the size',
      'MalformedXML',
      document(
        role,
        rule(`<Filter><ObjectSizeLessThan>1</ObjectSizeLessThan></Filter>${off}${priority(1)}${there}`),
      ),
    ],
    ['rules of both forms', 'InvalidRequest', document(role, whole(1), rule(`<Prefix></Prefix>${there}`))],
    [
      'a priority in a rule of the older form',
      'InvalidRequest',
      document(role, rule(`<Prefix></Prefix>${there}${priority(1)}`)),
    ],
  ])('%s, as %s', (_, code, bytes, inMinio) => {
    expect(() => read(bytes, 'aws')).toThrowError(expect.objectContaining({ code }));
    const asMinio =
      inMinio === undefined ? { code } : { inMinio: expect.objectContaining({ code: inMinio }) };
    expect(() => read(bytes, 'minio')).toThrowError(expect.objectContaining(asMinio));
  });

  it.each<[title: string, code: string, bytes: Buffer]>([
    ['no role', 'MalformedXML', document(whole(1))],
    ['the same ID twice', 'InvalidArgument', document(role, whole(1, '<ID>a</ID>'), whole(2, '<ID>a</ID>'))],
    ['no priority', 'InvalidRequest', document(role, rule(`${filter}${off}${there}`))],
    ['no filter', 'MalformedXML', document(role, rule(`${off}${there}${priority(1)}`))],
    [
      'what only MinIO knows',
      'MalformedXML',
      document(role, whole(1, '<DeleteReplication><Status>Disabled</Status></DeleteReplication>')),
    ],
    [
      'an ARN of MinIO',
      'InvalidArgument',
      document(
        role,
        rule(`${filter}${off}${priority(1)}${to('<Bucket>arn:minio:replication::1:there</Bucket>')}`),
      ),
    ],
  ])('by AWS and not by MinIO: %s', (_, code, bytes) => {
    expect(() => read(bytes, 'aws')).toThrowError(expect.objectContaining({ code }));
    expect(read(bytes, 'minio').rules.length).toBeGreaterThan(0);
  });
});
