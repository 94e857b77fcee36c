import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../testing/fake-transport.ts';
import { createS3Driver } from './s3-driver.ts';

let network: FakeTransport;
beforeEach(() => {
  network = createFakeTransport();
});
afterEach(() => network.expectNothingLeft());

function objectTags() {
  const profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host:9000',
    region: 'us-east-1',
    addressing: 'path',
  } as const;
  const { objectTags: operations } = createS3Driver(
    { profile, credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } },
    { transport: network.transport, now: () => Date.parse('2026-11-21T12:00:00Z') },
  );
  if (!operations) throw new Error('no tags');
  return operations;
}

const failure = (status: number, code: string): FakeAnswer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>because</Message></Error>`,
});
const tagging = (inner = ''): FakeAnswer => ({
  body: `<?xml version="1.0"?><Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>${inner}</TagSet></Tagging>`,
});
const stored = tagging(
  '<Tag><Key>team</Key><Value>a &amp; b</Value></Tag><Tag><Key>cost</Key><Value></Value></Tag>',
);

async function answer(reply: FakeAnswer) {
  const { request, url, respondWith } = await network.nextRequest();
  respondWith(reply);
  return { method: request.method, url, headers: request.headers, text: String(request.body ?? '') };
}

const ref = { bucket: 'b', key: 'a b/100%.txt' };

describe('reading', () => {
  test('sorts them by key, of one version where one is named, without a preflight', async () => {
    const pending = objectTags().read({ ...ref, versionId: 'v1' });
    const { method, url, headers } = await answer(stored);
    expect(method).toBe('GET');
    expect(headers).toEqual({});
    expect(url.pathname).toBe('/b/a%20b/100%25.txt');
    expect([url.searchParams.get('tagging'), url.searchParams.get('versionId')]).toEqual(['', 'v1']);
    expect(await pending).toEqual([
      { key: 'cost', value: '' },
      { key: 'team', value: 'a & b' },
    ]);
  });

  test.each([
    ['an empty set', tagging()],
    ['a code for none', failure(404, 'NoSuchTagSet')],
  ])('%s is none', async (_what, reply) => {
    const pending = objectTags().read(ref);
    await answer(reply);
    expect(await pending).toEqual([]);
  });

  const object = { 'last-modified': 'Sat, 21 Nov 2026 12:00:00 GMT' };
  test.each([
    ['denied', failure(403, 'AccessDenied'), 'access-denied'],
    ['gone', failure(404, 'NoSuchKey'), 'no-such-key'],
    ['a version that is gone', failure(404, 'NoSuchVersion'), 'no-such-version'],
    ['not known', failure(501, 'NotImplemented'), 'not-supported'],
    ['the object instead', { headers: object, body: '<Tagging><TagSet/></Tagging>' }, 'not-supported'],
    ['the object, its headers hidden', { body: 'x'.repeat(200_000) }, 'not-supported'],
    ['another document', { body: '<AccessControlPolicy/>' }, 'not-supported'],
    ['a web page', { body: '<html></html>' }, 'not-s3'],
    ['cut off', { body: '<Tagging><TagSet><Tag><Key>a' }, 'not-s3'],
  ])('%s', async (_what, reply: FakeAnswer, code) => {
    const pending = objectTags().read(ref);
    await Promise.all([answer(reply), expect(pending).rejects.toMatchObject({ code })]);
  });
});

describe('writing', () => {
  test('reads first, then sends the whole set with its MD5', async () => {
    const pending = objectTags().write({ ...ref, versionId: 'v1' }, [{ key: '<k>', value: 'ü & "' }]);
    expect((await answer(stored)).method).toBe('GET');
    const { method, url, headers, text } = await answer({});
    expect(method).toBe('PUT');
    expect(url.searchParams.get('versionId')).toBe('v1');
    expect(headers['content-md5']).toMatch(/^[\w+/]{22}==$/);
    expect(text).toContain('<TagSet><Tag><Key>&#60;k&#62;</Key><Value>ü &#38; "</Value></Tag></TagSet>');
    await pending;
  });

  test('none are taken away by DELETE, and nothing is sent where nothing would change', async () => {
    const removal = objectTags().write(ref, []);
    await answer(stored);
    expect((await answer({ status: 204 })).method).toBe('DELETE');
    expect(await removal).toBe(true);
    const again = objectTags().write(ref, []);
    await answer(tagging());
    expect(await again).toBe(false);
    const same = objectTags().write(ref, [
      { key: 'team', value: 'a & b' },
      { key: 'cost', value: '' },
    ]);
    await answer(stored);
    expect(await same).toBe(false);
  });

  test('what somebody else saved meanwhile is not overwritten', async () => {
    const pending = objectTags().write(ref, [{ key: 'mine', value: '1' }], { expected: [] });
    const refused = expect(pending).rejects.toMatchObject({ code: 'setting-changed' });
    await answer(stored);
    await refused;
    const right = objectTags().write(ref, [], {
      expected: [
        { key: 'team', value: 'a & b' },
        { key: 'cost', value: '' },
      ],
    });
    await answer(stored);
    await answer({ status: 204 });
    await right;
  });

  test('an update writes what it makes of what is there, and passes on what it throws', async () => {
    const pending = objectTags().update(ref, (tags) => [...tags, { key: 'new', value: '1' }]);
    await answer(stored);
    const { text } = await answer({});
    expect(text.match(/<Key>[^<]*/g)).toEqual(['<Key>cost', '<Key>team', '<Key>new']);
    expect(await pending).toBe(true);
    const refused = objectTags().update(ref, () => {
      throw new Error('no more');
    });
    await Promise.all([answer(stored), expect(refused).rejects.toThrow('no more')]);
    const eleven = Array.from({ length: 11 }, (_, index) => ({ key: `k${index}`, value: '' }));
    const many = objectTags().update(ref, () => eleven);
    await Promise.all([
      answer(stored),
      expect(many).rejects.toMatchObject({ code: 'invalid-argument', status: undefined }),
    ]);
  });

  test('nothing but GET goes to a server that answers with the object: PUT would overwrite it', async () => {
    const pending = objectTags().write(ref, [{ key: 'a', value: '1' }]);
    const refused = expect(pending).rejects.toMatchObject({ code: 'not-supported' });
    await answer({ headers: { etag: '"abc"' }, body: 'the object' });
    await refused;
  });

  test.each([
    ['eleven', Array.from({ length: 11 }, (_, index) => ({ key: `k${index}`, value: '' }))],
    ['a long key', [{ key: 'k'.repeat(129), value: '' }]],
    ['a long value', [{ key: 'k', value: 'v'.repeat(257) }]],
    ['no key', [{ key: '', value: 'v' }]],
    [
      'one key twice',
      [
        { key: 'k', value: '1' },
        { key: 'k', value: '2' },
      ],
    ],
    ['what XML cannot carry', [{ key: 'bell\u0007', value: '' }]],
  ])('%s: refused before anything is sent', async (_what, tags) => {
    await expect(objectTags().write(ref, tags)).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  test.each([
    ['a sign that the server does not take', failure(400, 'InvalidTag'), 'invalid-argument'],
    ['may read, may not write', failure(403, 'AccessDenied'), 'access-denied'],
    ['deleted in between', failure(404, 'NoSuchKey'), 'no-such-key'],
  ])('%s', async (_what, reply, code) => {
    const pending = objectTags().write(ref, [{ key: 'a', value: 'ü' }]);
    const refused = expect(pending).rejects.toMatchObject({ code });
    await answer(tagging());
    await answer(reply);
    await refused;
  });
});
