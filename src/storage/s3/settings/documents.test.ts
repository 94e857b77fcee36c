import { describe, expect, it } from 'vitest';
import { StorageError } from '../../errors.ts';
import { cors } from './cors.ts';
import { encryption } from './encryption.ts';
import { objectLock } from './object-lock.ts';
import { tagging } from './tagging.ts';
import { versioning } from './versioning.ts';

const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** Documents that hold all that is known, and things that are not, in the order in which they are written. */
const roundTrips = {
  versioning: [
    versioning,
    `<VersioningConfiguration ${namespace}><Status>Enabled</Status><ExcludedPrefixes><Prefix>tmp/*</Prefix></ExcludedPrefixes><ExcludedPrefixes><Prefix>a&#38;b/</Prefix></ExcludedPrefixes><ExcludeFolders>true</ExcludeFolders><MfaDelete>Disabled</MfaDelete></VersioningConfiguration>`,
  ],
  encryption: [
    encryption,
    `<ServerSideEncryptionConfiguration ${namespace}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>arn:aws:kms:key</KMSMasterKeyID><New>1</New></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled><BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule><Rule><Second>1</Second></Rule></ServerSideEncryptionConfiguration>`,
  ],
  'encryption of a kind of its own': [
    encryption,
    `<ServerSideEncryptionConfiguration ${namespace}><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>aws:fsx</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`,
  ],
  'object lock': [
    objectLock,
    `<ObjectLockConfiguration ${namespace}><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode><Years>7</Years></DefaultRetention></Rule><More>1</More></ObjectLockConfiguration>`,
  ],
  'object lock of another mode': [
    objectLock,
    `<ObjectLockConfiguration ${namespace}><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>ETERNAL</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>`,
  ],
  tags: [
    tagging,
    `<Tagging ${namespace}><TagSet><Tag><Key>a &#60;b&#62;</Key><Value></Value></Tag><Tag><Key>团队</Key><Value>  x </Value></Tag></TagSet></Tagging>`,
  ],
  CORS: [
    cors,
    `<CORSConfiguration ${namespace}><CORSRule><ID>one</ID><AllowedOrigin>https://a.example</AllowedOrigin><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>3000</MaxAgeSeconds><New>1</New></CORSRule><Other></Other></CORSConfiguration>`,
  ],
  'CORS with an age that is no number': [
    cors,
    `<CORSConfiguration ${namespace}><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>long</MaxAgeSeconds></CORSRule></CORSConfiguration>`,
  ],
} as const;

describe.each(Object.entries(roundTrips))('%s', (_, [definition, document]) => {
  const { parse, print } = definition as { parse(text: string): unknown; print(value: never): string };

  it('is written back as it was read', () => {
    expect(print(parse(document) as never)).toBe(document);
  });

  it('is read alike with a declaration, indentation and without a namespace', () => {
    const indented = document.replace(` ${namespace}`, '').replace(/></g, '>\n  <');
    const value = parse(`<?xml version="1.0" encoding="UTF-8"?>\n${indented}`);
    expect(print(value as never).replace(/>\s+</g, '><')).toBe(document.replace(/>\s+</g, '><'));
  });

  it('takes no other document for its own', () => {
    for (const other of ['<ListBucketResult/>', '<Error><Code>X</Code></Error>']) {
      expect(() => parse(other)).toThrow(/^not-supported$/);
    }
    expect(() => parse('<html><body>hello</body></html>')).toThrow(/^not-s3$/);
  });
});

describe('versioning', () => {
  it.each([
    `<VersioningConfiguration ${namespace}/>`,
    '<VersioningConfiguration></VersioningConfiguration>',
    '<VersioningConfiguration><Status></Status></VersioningConfiguration>',
  ])('was never set: %s', (document) => {
    expect(versioning.parse(document)).toBeUndefined();
  });

  it('reads several prefixes in one element', () => {
    const inner =
      '<Status>Enabled</Status><ExcludedPrefixes><Prefix>a</Prefix><Prefix>b</Prefix></ExcludedPrefixes>';
    expect(versioning.parse(`<VersioningConfiguration>${inner}</VersioningConfiguration>`)).toMatchObject({
      excludedPrefixes: ['a', 'b'],
      excludeFolders: false,
    });
  });
});

describe('encryption', () => {
  it('without a rule is not configured', () => {
    const name = 'ServerSideEncryptionConfiguration';
    expect(encryption.parse(`<${name}></${name}>`)).toBeUndefined();
  });
});

describe('object lock', () => {
  const lock = (rule: string) =>
    objectLock.parse(
      `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`,
    );
  const retention = (inner: string) => `<Rule><DefaultRetention>${inner}</DefaultRetention></Rule>`;

  it.each([
    ['', undefined],
    [retention('<Mode>COMPLIANCE</Mode><Days>30</Days>'), { mode: 'COMPLIANCE', period: { days: 30 } }],
    [retention('<Mode>GOVERNANCE</Mode><Years>1</Years>'), { mode: 'GOVERNANCE', period: { years: 1 } }],
    [retention('<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>'), undefined],
    [retention('<Mode>GOVERNANCE</Mode><Days>soon</Days>'), undefined],
    [retention('<Mode>GOVERNANCE</Mode>'), undefined],
  ])('reads %s', (rule, expected) => {
    expect(lock(rule)).toEqual({
      defaultRetention: expected,
      kept: expected === undefined && rule !== '' ? [rule] : [],
    });
  });

  it('writes a default retention in place of the rule that it did not understand', () => {
    const value = lock(retention('<Mode>ETERNAL</Mode>'));
    if (value === undefined) throw new Error('Object Lock is on');
    const document = objectLock.print({
      ...value,
      defaultRetention: { mode: 'GOVERNANCE', period: { days: 1 } },
    });
    expect(document).toContain(retention('<Mode>GOVERNANCE</Mode><Days>1</Days>'));
    expect(document).not.toContain('ETERNAL');
  });

  it('is not on where the document does not say so', () => {
    expect(objectLock.parse('<ObjectLockConfiguration/>')).toBeUndefined();
  });
});

describe('tags', () => {
  const document = (keys: string[]) =>
    `<Tagging><TagSet>${keys.map((key) => `<Tag><Key>${key}</Key><Value>1</Value></Tag>`).join('')}</TagSet></Tagging>`;

  it('have one revision in every order', () => {
    const revisions = [document(['a', 'b', 'c']), document(['c', 'a', 'b'])].map(
      tagging.revisionOf ?? String,
    );
    expect(new Set(revisions).size).toBe(1);
    expect(tagging.revisionOf?.(document(['a', 'b']))).not.toBe(revisions[0]);
  });

  it('may be none', () => {
    expect(tagging.parse('<Tagging><TagSet></TagSet></Tagging>')).toEqual([]);
  });

  it('cannot carry control characters', () => {
    expect(() => tagging.print([{ key: 'a\u0000', value: '' }])).toThrow(
      new StorageError('invalid-argument'),
    );
  });
});
