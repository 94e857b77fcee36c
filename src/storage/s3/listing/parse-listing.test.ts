import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { parseListing } from './parse-listing.ts';

const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

/** As MinIO shapes it: prolog, namespace, url encoding, an owner-less Contents, quoted ETags as entities. */
const minioPage = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult ${namespace}><Name>photos</Name><Prefix>2026%2F</Prefix><KeyCount>3</KeyCount><MaxKeys>1000</MaxKeys><Delimiter>%2F</Delimiter><IsTruncated>true</IsTruncated><Contents><Key>2026%2Fa+b%26c.jpg</Key><LastModified>2026-11-21T08:00:00.123Z</LastModified><ETag>&#34;d41d8cd98f00b204e9800998ecf8427e&#34;</ETag><Size>0</Size><StorageClass>STANDARD</StorageClass></Contents><Contents><Key>2026%2F%E4%B8%AD%E6%96%87%2B%25.txt</Key><LastModified>2026-11-21T08:00:01.000Z</LastModified><ETag>&#34;e5a8c5272b26fc10581a21089559b006-2&#34;</ETag><Size>5497558138880</Size><StorageClass>STANDARD</StorageClass></Contents><CommonPrefixes><Prefix>2026%2Fjan+1%2F</Prefix></CommonPrefixes><NextContinuationToken>abc[minio_cache:v2,return:]==</NextContinuationToken><EncodingType>url</EncodingType></ListBucketResult>`;

/** As AWS shapes it: other order, checksum and owner elements, self-closing prefix. */
const awsPage = `<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult ${namespace}><Name>b</Name><Prefix/><IsTruncated>false</IsTruncated><MaxKeys>1000</MaxKeys><KeyCount>1</KeyCount>
  <Contents><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>5</Size><ETag>&quot;5d41402abc4b2a76b9719d911017c592&quot;</ETag>
    <Owner><DisplayName>someone</DisplayName><ID>0123</ID></Owner><RestoreStatus><IsRestoreInProgress>false</IsRestoreInProgress></RestoreStatus>
    <LastModified>2026-01-02T03:04:05.000Z</LastModified><Key>a &amp; b &lt;1&gt; &#x4E2D;&#128512;</Key></Contents></ListBucketResult>`;

function pageOf(xml: string) {
  const parsed = parseListing(xml);
  if (parsed.kind !== 'page') throw new Error(parsed.kind);
  return parsed.page;
}

function listing(inner: string) {
  return `<ListBucketResult ${namespace}><IsTruncated>false</IsTruncated>${inner}</ListBucketResult>`;
}

describe('parseListing', () => {
  it('reads a page of MinIO', () => {
    expect(pageOf(minioPage)).toEqual({
      entries: [
        {
          key: '2026/a b&c.jpg',
          size: 0,
          lastModified: new Date('2026-11-21T08:00:00.123Z'),
          etag: 'd41d8cd98f00b204e9800998ecf8427e',
          storageClass: 'STANDARD',
        },
        {
          key: '2026/中文+%.txt',
          size: 5497558138880,
          lastModified: new Date('2026-11-21T08:00:01Z'),
          etag: 'e5a8c5272b26fc10581a21089559b006-2',
          storageClass: 'STANDARD',
        },
      ],
      prefixes: ['2026/jan 1/'],
      next: 'abc[minio_cache:v2,return:]==',
    });
  });

  it('reads a page of AWS, whatever the order and the neighbours of the elements', () => {
    expect(pageOf(awsPage)).toEqual({
      entries: [
        {
          key: 'a & b <1> 中😀',
          size: 5,
          lastModified: new Date('2026-01-02T03:04:05Z'),
          etag: '5d41402abc4b2a76b9719d911017c592',
        },
      ],
      prefixes: [],
    });
  });

  it.each([
    { what: 'no entry', xml: listing('') },
    { what: 'self-closing root', xml: `<ListBucketResult ${namespace}/>` },
    { what: 'self-closing fields', xml: listing('<Prefix/><Delimiter />') },
    { what: 'a comment', xml: listing('<!-- <Contents> -->') },
  ])('an empty page: $what', ({ xml }) => {
    expect(pageOf(xml)).toEqual({ entries: [], prefixes: [] });
  });

  it.each([
    { written: '&amp;amp;', key: '&amp;' },
    { written: '&#10;&#x0D;', key: '\n\r' },
    { written: '\u0001\u007f', key: '\u0001\u007f' },
    { written: '&lt;Key&gt;', key: '<Key>' },
    { written: '&apos;&quot;', key: '\'"' },
    { written: '&unknown;', key: '&unknown;' },
    { written: '&#x110000;', key: '&#x110000;' },
    { written: '100%+a', key: '100%+a' },
    { written: '', key: '' },
    { written: ' a ', key: ' a ' },
  ])('the key $key, not url-encoded', ({ written, key }) => {
    expect(pageOf(listing(`<Contents><Key>${written}</Key></Contents>`)).entries[0]?.key).toBe(key);
  });

  it.each([
    { written: '%01%0A', key: '\u0001\n' },
    { written: 'a+b%2Bc', key: 'a b+c' },
    { written: '%F0%9F%98%80', key: '😀' },
    { written: '%7E*%2F/', key: '~*//' },
    { written: '%FF', key: '%FF' },
    { written: '%', key: '%' },
  ])('the key $key, url-encoded', ({ written, key }) => {
    const xml = listing(`<Contents><Key>${written}</Key></Contents><EncodingType>url</EncodingType>`);
    expect(pageOf(xml).entries[0]?.key).toBe(key);
  });

  it.each([
    { what: 'nothing', xml: '' },
    { what: 'text', xml: 'OK' },
    { what: 'JSON', xml: '{"Contents":[]}' },
    { what: 'a web page', xml: '<!DOCTYPE html><html><body><p>Welcome</body></html>' },
    { what: 'a web page without doctype', xml: '<html><body></body></html>' },
    { what: 'another answer', xml: '<ListAllMyBucketsResult></ListAllMyBucketsResult>' },
    { what: 'a page that is cut off', xml: minioPage.slice(0, -30) },
    { what: 'a page that is cut within a tag', xml: minioPage.slice(0, -3) },
    { what: 'tags that do not match', xml: listing('<Contents><Key>a</Contents></Key>') },
  ])('is told apart from $what', ({ xml }) => {
    expect(parseListing(xml)).toEqual({ kind: 'not-a-listing' });
  });

  it('refuses a truncated page without a token rather than ending the listing early', () => {
    const xml =
      '<ListBucketResult><IsTruncated>true</IsTruncated><NextMarker>x</NextMarker></ListBucketResult>';
    expect(parseListing(xml)).toMatchObject({ kind: 'no-token' });
  });

  it('agrees with a general XML parser on generated pages', () => {
    const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Contents' });
    // A small linear congruential generator: the same pages in every run.
    let state = 7;
    const next = (bound: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return Math.floor((state / 2 ** 32) * bound);
    };
    const pieces = [
      'a',
      'Z',
      '0',
      '-',
      '/',
      '.',
      '&amp;',
      '&lt;',
      '&gt;',
      '&quot;',
      '&apos;',
      '中',
      '😀',
      '%',
      '+',
    ];
    for (let round = 0; round < 40; round += 1) {
      const contents = Array.from({ length: next(50) }, () => {
        const key = Array.from({ length: 1 + next(40) }, () => pieces[next(pieces.length)]).join('');
        const elements = [
          `<Key>${key}</Key>`,
          `<Size>${next(2 ** 31)}</Size>`,
          `<ETag>&quot;${next(2 ** 31).toString(16)}&quot;</ETag>`,
          '<LastModified>2026-01-02T03:04:05.678Z</LastModified>',
          '<Owner><ID>1</ID></Owner>',
        ];
        elements.sort(() => next(3) - 1);
        return `<Contents>${elements.join(next(2) ? '\n ' : '')}</Contents>`;
      }).join('');
      const xml = listing(contents);
      const reference = parser.parse(xml) as {
        ListBucketResult: { Contents?: { Key: string; Size: string; ETag: string; LastModified: string }[] };
      };
      const expected = (reference.ListBucketResult.Contents ?? []).map((each) => ({
        key: each.Key,
        size: Number(each.Size),
        etag: each.ETag.replaceAll('"', ''),
        lastModified: new Date(each.LastModified),
      }));
      expect(pageOf(xml).entries).toEqual(expected);
    }
  });
});
