import { describe, expect, it } from 'vitest';
import { S3Error } from '../http/s3-error.ts';
import { encryptionDocument, readEncryptionDocument } from './encryption-document.ts';

const configuration = (...rules: string[]) =>
  Buffer.from(
    `<ServerSideEncryptionConfiguration>${rules.map((rule) => `<Rule>${rule}</Rule>`).join('')}</ServerSideEncryptionConfiguration>`,
  );
const byDefault = (algorithm: string, more = '') =>
  `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${more}</ApplyServerSideEncryptionByDefault>`;
const keyId = '<KMSMasterKeyID>my-key</KMSMasterKeyID>';
const blocked = (type: string) =>
  `<BlockedEncryptionTypes><EncryptionType>${type}</EncryptionType></BlockedEncryptionTypes>`;

function errorOf(bytes: Buffer): S3Error {
  try {
    readEncryptionDocument(bytes);
  } catch (error) {
    if (error instanceof S3Error) return error;
  }
  throw new Error('It was taken.');
}

describe('a document of encryption', () => {
  it.each([
    { of: 'AES256', bytes: configuration(byDefault('AES256')) },
    {
      of: 'AES256 with a bucket key',
      bytes: configuration(`${byDefault('AES256')}<BucketKeyEnabled>true</BucketKeyEnabled>`),
    },
    { of: 'AES256 that blocks nothing', bytes: configuration(byDefault('AES256') + blocked('NONE')) },
    { of: 'what the store itself wrote', bytes: Buffer.from(encryptionDocument({ algorithm: 'AES256' })) },
  ])('with $of is taken', ({ bytes }) => {
    expect(readEncryptionDocument(bytes)).toEqual({ algorithm: 'AES256' });
  });

  it.each([
    { of: 'no rule', bytes: configuration(), aws: 'MalformedXML', minio: 'MalformedXML' },
    {
      of: 'two rules',
      bytes: configuration(byDefault('AES256'), byDefault('AES256')),
      aws: 'MalformedXML',
      minio: 'MalformedXML',
    },
    { of: 'an empty rule', bytes: configuration(''), aws: 'MalformedXML', minio: 'MalformedXML' },
    {
      of: 'no algorithm',
      bytes: configuration('<ApplyServerSideEncryptionByDefault/>'),
      aws: 'MalformedXML',
      minio: 'MalformedXML',
    },
    {
      of: 'an unknown one',
      bytes: configuration(byDefault('AES128')),
      aws: 'MalformedXML',
      minio: 'MalformedXML',
    },
    {
      of: 'AES256 and a key id',
      bytes: configuration(byDefault('AES256', keyId)),
      aws: 'InvalidArgument',
      minio: 'MalformedXML',
    },
    {
      of: 'KMS',
      bytes: configuration(byDefault('aws:kms', keyId)),
      aws: 'NotImplemented',
      minio: 'NotImplemented',
    },
    {
      of: 'KMS twice over',
      bytes: configuration(byDefault('aws:kms:dsse')),
      aws: 'NotImplemented',
      minio: 'MalformedXML',
    },
    {
      of: 'a block on customer keys',
      bytes: configuration(byDefault('AES256') + blocked('SSE-C')),
      aws: 'NotImplemented',
      minio: 'NotImplemented',
    },
    { of: 'another root', bytes: Buffer.from('<Rule/>'), aws: 'MalformedXML', minio: 'MalformedXML' },
  ])('with $of is $aws', ({ bytes, aws, minio }) => {
    const error = errorOf(bytes);
    expect([error.code, error.inMinio?.code ?? error.code]).toEqual([aws, minio]);
  });
});
