import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../testing/fake-transport.ts';
import type { UploadPage } from '../types.ts';
import { createS3Driver } from './s3-driver.ts';

let network: FakeTransport;
beforeEach(() => {
  network = createFakeTransport();
});
afterEach(() => network.expectNothingLeft());

function multipart(): NonNullable<StorageDriver['multipart']> {
  const driver = createS3Driver(
    {
      profile: {
        name: '',
        protocol: 's3',
        endpoint: 'https://host:9000',
        region: 'us-east-1',
        addressing: 'path',
      },
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    },
    { transport: network.transport, now: () => Date.parse('2026-11-21T12:00:00Z') },
  );
  if (!driver.multipart) throw new Error('no multipart');
  return driver.multipart;
}

function upload(key: string, uploadId: string, owner = 'me'): string {
  return `<Upload><Key>${key}</Key><UploadId>${uploadId}</UploadId><Initiator><ID>${owner}</ID></Initiator><Owner><ID>${owner}</ID></Owner><StorageClass/><Initiated>2026-11-20T10:00:00.000Z</Initiated></Upload>`;
}

function uploads(inner: string): FakeAnswer {
  return {
    body: `<?xml version="1.0"?><ListMultipartUploadsResult><Bucket>b</Bucket>${inner}</ListMultipartUploadsResult>`,
  };
}

/** Takes the next request and answers it; its query without the signature. */
async function answer(reply: FakeAnswer): Promise<Record<string, string>> {
  const { request, url, respondWith } = await network.nextRequest();
  expect(request).toMatchObject({ method: 'GET', headers: {} });
  respondWith(reply);
  return Object.fromEntries([...url.searchParams].filter(([name]) => !/^x-(amz|id)/i.test(name)));
}

async function pagesOf(generator: AsyncGenerator<UploadPage>): Promise<UploadPage[]> {
  const pages: UploadPage[] = [];
  for await (const page of generator) pages.push(page);
  return pages;
}

describe('uploads of a bucket', () => {
  test('page by both markers, also among uploads of one key', async () => {
    const listed = pagesOf(multipart().uploadPages({ bucket: 'b', prefix: 'a' }));
    expect(
      await answer(
        uploads(
          `<IsTruncated>true</IsTruncated><NextKeyMarker>a%2Bb</NextKeyMarker><NextUploadIdMarker>2</NextUploadIdMarker><EncodingType>url</EncodingType>${upload('a%2Bb', '1')}${upload('a%2Bb', '2')}`,
        ),
      ),
    ).toEqual({ uploads: '', prefix: 'a', 'encoding-type': 'url' });
    expect(
      await answer(
        uploads(
          `<IsTruncated>false</IsTruncated><EncodingType>url</EncodingType>${upload('a%2Bb', '3')}${upload('a+%01%E2%80%AE', '4')}`,
        ),
      ),
    ).toEqual({
      uploads: '',
      prefix: 'a',
      'encoding-type': 'url',
      'key-marker': 'a+b',
      'upload-id-marker': '2',
    });
    const begun = { initiated: new Date('2026-11-20T10:00:00Z'), initiator: 'me' };
    expect(await listed).toEqual([
      {
        uploads: [
          { key: 'a+b', uploadId: '1', ...begun },
          { key: 'a+b', uploadId: '2', ...begun },
        ],
        prefixes: [],
        fromMemory: false,
        more: true,
      },
      {
        uploads: [
          { key: 'a+b', uploadId: '3', ...begun },
          { key: 'a \u0001\u202e', uploadId: '4', ...begun },
        ],
        prefixes: [],
        fromMemory: false,
        more: false,
      },
    ]);
  });

  test('who began one is told by name where there is one, and by id otherwise', async () => {
    const listed = multipart().listUploads({ bucket: 'b' });
    const begun = (key: string, initiator: string) =>
      `<Upload><Key>${key}</Key><UploadId>1</UploadId><Initiator>${initiator}</Initiator><Owner><ID>o</ID><DisplayName>owner</DisplayName></Owner></Upload>`;
    await answer(
      uploads(
        [
          begun('named', '<ID>arn:aws:iam::1:user/ann</ID><DisplayName>ann</DisplayName>'),
          begun('by-id', '<ID>arn:aws:iam::1:user/ann</ID><DisplayName></DisplayName>'),
          begun('unsaid', '<ID></ID><DisplayName></DisplayName>'),
        ].join(''),
      ),
    );
    expect((await listed).map(({ initiator }) => initiator)).toEqual([
      'ann',
      'arn:aws:iam::1:user/ann',
      undefined,
    ]);
  });

  test('folders where a delimiter is given', async () => {
    const listed = pagesOf(multipart().uploadPages({ bucket: 'b', prefix: 'x/', delimiter: '/' }));
    const query = await answer(
      uploads(
        `${upload('x/a', '1')}<EncodingType>url</EncodingType><CommonPrefixes><Prefix>x/y%20z/</Prefix></CommonPrefixes>`,
      ),
    );
    expect(query).toMatchObject({ delimiter: '/', prefix: 'x/' });
    expect(await listed).toMatchObject([{ uploads: [{ key: 'x/a' }], prefixes: ['x/y z/'] }]);
  });

  test('where the server names no marker, the last upload is it', async () => {
    const listed = multipart().listUploads({ bucket: 'b' });
    await answer(uploads(`<IsTruncated>true</IsTruncated>${upload('a', '1')}`));
    expect(await answer(uploads(upload('b', '2')))).toMatchObject({
      'key-marker': 'a',
      'upload-id-marker': '1',
    });
    expect((await listed).map(({ key }) => key)).toEqual(['a', 'b']);
  });

  test('a server that goes round in circles is left', async () => {
    const listed = multipart().listUploads({ bucket: 'b' });
    const same = uploads(`<IsTruncated>true</IsTruncated>${upload('a', '1')}`);
    await Promise.all([
      answer(same),
      answer(same),
      expect(listed).rejects.toMatchObject({ code: 'not-supported' }),
    ]);
  });

  test('one that is cut off with nothing in it does not pass for empty', async () => {
    const listed = multipart().listUploads({ bucket: 'b' });
    await Promise.all([
      answer(uploads('<IsTruncated>true</IsTruncated>')),
      expect(listed).rejects.toMatchObject({ code: 'not-supported' }),
    ]);
  });

  test('none under a prefix: one look at the whole bucket tells that this server knows prefixes', async () => {
    const listed = pagesOf(multipart().uploadPages({ bucket: 'b', prefix: 'x' }));
    await answer(uploads('<IsTruncated>false</IsTruncated>'));
    expect(await answer(uploads(`<IsTruncated>true</IsTruncated>${upload('a', '1')}`))).toEqual({
      uploads: '',
      'encoding-type': 'url',
      'max-uploads': '1',
    });
    expect(await listed).toEqual([{ uploads: [], prefixes: [], fromMemory: false, more: false }]);
  });

  test('none under the only prefix that the account may list', async () => {
    const listed = multipart().listUploads({ bucket: 'b', prefix: 'x' });
    await answer(uploads(''));
    await answer({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' });
    expect(await listed).toEqual([]);
  });
});

describe('MinIO', () => {
  const minio = (key: string, uploadId: string) => upload(key, uploadId, '');

  test('says by empty owners that it lists from memory, everything at once', async () => {
    const listed = pagesOf(multipart().uploadPages({ bucket: 'b' }));
    await answer(
      uploads(
        `<KeyMarker/><NextKeyMarker/><MaxUploads>1</MaxUploads><IsTruncated>false</IsTruncated>${minio('z', '1')}${minio('a', '2')}`,
      ),
    );
    expect(await listed).toMatchObject([
      { uploads: [{ key: 'z' }, { key: 'a' }], fromMemory: true, more: false },
    ]);
  });

  test('says so by its name where there are none', async () => {
    const listed = pagesOf(multipart().uploadPages({ bucket: 'b' }));
    await answer({ ...uploads(''), headers: { server: 'MinIO' } });
    expect(await listed).toEqual([{ uploads: [], prefixes: [], fromMemory: true, more: false }]);
  });

  test('a prefix is filtered here, and asked for as a key that memory may have lost', async () => {
    const listed = multipart().listUploads({ bucket: 'b', prefix: 'logs/a' });
    expect(await answer(uploads(`${minio('logs/a', 'old')}`))).toMatchObject({ prefix: 'logs/a' });
    const all = await answer(
      uploads(`${minio('logs/ab', '2')}${minio('other', '3')}${minio('logs/a', '4')}`),
    );
    expect(all).toEqual({ uploads: '', 'encoding-type': 'url' });
    expect((await listed).map(({ uploadId }) => uploadId)).toEqual(['old', '2', '4']);
  });

  test('behind a proxy that hides its name, and nothing of that very key', async () => {
    const listed = pagesOf(multipart().uploadPages({ bucket: 'b', prefix: 'l' }));
    await answer(uploads(''));
    await answer(uploads(`${minio('logs/a', '1')}${minio('other', '2')}`));
    expect(await listed).toMatchObject([{ uploads: [{ key: 'logs/a' }], fromMemory: true }]);
  });

  test('folders are made here', async () => {
    const listed = pagesOf(multipart().uploadPages({ bucket: 'b', delimiter: '/' }));
    await answer(uploads(`${minio('a', '1')}${minio('y/1', '2')}${minio('y/2', '3')}${minio('x/1', '4')}`));
    expect(await listed).toMatchObject([{ uploads: [{ key: 'a' }], prefixes: ['x/', 'y/'] }]);
  });
});

describe('what cannot be listed', () => {
  test.each([
    [403, '<Error><Code>AccessDenied</Code></Error>', 'access-denied'],
    [404, '<Error><Code>NoSuchBucket</Code></Error>', 'no-such-bucket'],
    [501, '<Error><Code>NotImplemented</Code></Error>', 'not-supported'],
    [200, '<html><body>Welcome</body></html>', 'not-s3'],
    [200, '<ListMultipartUploadsResult><Upload>', 'not-s3'],
  ])('%i %s is %s', async (status, body, code) => {
    const listed = multipart().listUploads({ bucket: 'b' });
    await Promise.all([answer({ status, body }), expect(listed).rejects.toMatchObject({ code })]);
  });
});

describe('parts of an upload', () => {
  const target = { bucket: 'b', key: 'a b', uploadId: 'U' };
  const parts = (inner: string): FakeAnswer => ({
    body: `<ListPartsResult><Key>a b</Key>${inner}</ListPartsResult>`,
  });
  const part = (number: number, size: number) =>
    `<Part><PartNumber>${number}</PartNumber><ETag>&#34;e${number}&#34;</ETag><Size>${size}</Size></Part>`;

  test('are listed to the last page, in order', async () => {
    const listed = multipart().listParts(target);
    expect(
      await answer(
        parts(
          `<IsTruncated>true</IsTruncated><NextPartNumberMarker>2</NextPartNumberMarker>${part(2, 5)}${part(1, 5)}`,
        ),
      ),
    ).toEqual({ uploadId: 'U' });
    expect(await answer(parts(`<NextPartNumberMarker>0</NextPartNumberMarker>${part(3, 1)}`))).toMatchObject({
      'part-number-marker': '2',
    });
    expect(await listed).toEqual([
      { partNumber: 1, etag: 'e1', size: 5 },
      { partNumber: 2, etag: 'e2', size: 5 },
      { partNumber: 3, etag: 'e3', size: 1 },
    ]);
  });

  test('are measured by one page, which says whether there are more', async () => {
    const measured = multipart().measure(target);
    await answer(
      parts(
        `<IsTruncated>true</IsTruncated><NextPartNumberMarker>2</NextPartNumberMarker>${part(1, 5)}${part(2, 7)}`,
      ),
    );
    expect(await measured).toEqual({ parts: 2, bytes: 12, more: true });
  });

  test.each([
    [404, '<Error><Code>NoSuchUpload</Code></Error>', 'no-such-upload'],
    [403, '<Error><Code>AccessDenied</Code></Error>', 'access-denied'],
    [200, 'nonsense', 'not-s3'],
  ])('%i %s is %s', async (status, body, code) => {
    const measured = multipart().measure(target);
    await Promise.all([answer({ status, body }), expect(measured).rejects.toMatchObject({ code })]);
  });

  test('an abort reaches the network', async () => {
    const controller = new AbortController();
    const measured = multipart().measure(target, { signal: controller.signal });
    await network.nextRequest();
    controller.abort();
    await expect(measured).rejects.toMatchObject({ code: 'aborted' });
  });
});

test('an upload that is gone already is aborted', async () => {
  const aborted = multipart().abort({ bucket: 'b', key: 'a', uploadId: 'U' });
  const { request, respondWith } = await network.nextRequest();
  expect(request.method).toBe('DELETE');
  respondWith({ status: 404, body: '<Error><Code>NoSuchUpload</Code></Error>' });
  await expect(aborted).resolves.toBeUndefined();
});
