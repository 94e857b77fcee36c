import { expect, test } from 'vitest';
import { parseVersions } from './parse-versions.ts';

/** As MinIO shapes it: markers with empty ETag and size, mixed in the order of the keys. */
const page = `<?xml version="1.0" encoding="UTF-8"?>
<ListVersionsResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix></Prefix><KeyMarker></KeyMarker><NextKeyMarker>b+c%5Bminio%5D</NextKeyMarker><VersionIdMarker></VersionIdMarker><NextVersionIdMarker>v9</NextVersionIdMarker><MaxKeys>3</MaxKeys><IsTruncated>true</IsTruncated><DeleteMarker><Key>a%2F1</Key><LastModified>2026-11-21T08:00:02.000Z</LastModified><ETag></ETag><Size>0</Size><Owner><ID>x</ID><DisplayName>Key</DisplayName></Owner><StorageClass></StorageClass><IsLatest>true</IsLatest><VersionId>v2</VersionId></DeleteMarker><Version><Key>a%2F1</Key><LastModified>2026-11-21T08:00:01.000Z</LastModified><ETag>&#34;abc&#34;</ETag><Size>7</Size><StorageClass>STANDARD</StorageClass><IsLatest>false</IsLatest><VersionId>v1</VersionId></Version><Version><Key>b+c</Key><IsLatest>true</IsLatest><Size>1</Size></Version><CommonPrefixes><Prefix>z%2F</Prefix></CommonPrefixes><EncodingType>url</EncodingType></ListVersionsResult>`;

test('versions and delete markers keep the order of the document', () => {
  expect(parseVersions(page)).toEqual({
    versions: [
      {
        key: 'a/1',
        versionId: 'v2',
        isLatest: true,
        isDeleteMarker: true,
        size: 0,
        lastModified: new Date('2026-11-21T08:00:02Z'),
        etag: '',
      },
      {
        key: 'a/1',
        versionId: 'v1',
        isLatest: false,
        isDeleteMarker: false,
        size: 7,
        lastModified: new Date('2026-11-21T08:00:01Z'),
        etag: 'abc',
        storageClass: 'STANDARD',
      },
      {
        key: 'b c',
        versionId: 'null',
        isLatest: true,
        isDeleteMarker: false,
        size: 1,
        lastModified: new Date(0),
        etag: '',
      },
    ],
    prefixes: ['z/'],
    next: { key: 'b c[minio]', versionId: 'v9' },
  });
});

test.each([
  ['a plain listing', '<ListBucketResult/>'],
  ['a web page', '<html></html>'],
  ['half a document', '<ListVersionsResult><Version>'],
  ['nothing', ''],
])('%s is no listing of versions', (_what, xml) => expect(parseVersions(xml)).toBeUndefined());

test('an empty one, and a truncated one without a marker, end here', () => {
  const end = { versions: [], prefixes: [] };
  expect(parseVersions('<ListVersionsResult/>')).toEqual(end);
  expect(parseVersions('<ListVersionsResult><IsTruncated>true</IsTruncated></ListVersionsResult>')).toEqual(
    end,
  );
});
