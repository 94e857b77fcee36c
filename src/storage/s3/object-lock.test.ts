import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../testing/fake-transport.ts';
import type { Retention } from '../types.ts';
import { createS3Driver } from './s3-driver.ts';

let network: FakeTransport;
beforeEach(() => {
  network = createFakeTransport();
});
afterEach(() => network.expectNothingLeft());

function locks() {
  const profile = {
    name: '',
    protocol: 's3',
    endpoint: 'https://host:9000',
    region: 'us-east-1',
    addressing: 'path',
  } as const;
  const { locks: operations } = createS3Driver(
    { profile, credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' } },
    { transport: network.transport, now: () => Date.parse('2026-11-21T12:00:00Z') },
  );
  if (!operations) throw new Error('no locks');
  return operations;
}

const failure = (status: number, code: string): FakeAnswer => ({
  status,
  body: `<Error><Code>${code}</Code><Message>because</Message></Error>`,
});
const retention = (mode: string, until: string): FakeAnswer => ({
  body: `<Retention xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Mode>${mode}</Mode><RetainUntilDate>${until}</RetainUntilDate></Retention>`,
});
const none = failure(400, 'NoSuchObjectLockConfiguration');
const refusedWhen = async (pending: Promise<unknown>, code: string, replies: FakeAnswer[]) => {
  const refused = expect(pending).rejects.toMatchObject({ code });
  const asked = [];
  for (const reply of replies) asked.push(await answer(reply));
  await refused;
  return asked;
};

async function answer(reply: FakeAnswer) {
  const { request, url, respondWith } = await network.nextRequest();
  respondWith(reply);
  return { method: request.method, url, headers: request.headers, text: String(request.body ?? '') };
}

const ref = { bucket: 'b', key: 'k', versionId: 'v1' };
const governed: Retention = { mode: 'GOVERNANCE', until: new Date('2027-01-01T00:00:00Z') };

const unread = [
  ['a bucket without lock', failure(400, 'InvalidRequest'), 'not-supported'],
  ['denied', failure(403, 'AccessDenied'), 'access-denied'],
  ['gone', failure(404, 'NoSuchKey'), 'no-such-key'],
  ['not known', failure(501, 'NotImplemented'), 'not-supported'],
  ['the object instead', { headers: { etag: '"abc"' }, body: '<Retention/>' }, 'not-supported'],
  ['another document', { body: '<ListBucketResult/>' }, 'not-supported'],
  ['cut off', { body: '<Retention><Mode>GOV' }, 'not-s3'],
  ['a mode that nobody knows', retention('FOREVER', '2027-01-01T00:00:00Z'), 'not-s3'],
  ['no date', retention('GOVERNANCE', 'tomorrow'), 'not-s3'],
] as const;

describe('retention', () => {
  test('is read of a version, without a preflight', async () => {
    const pending = locks().readRetention(ref);
    const { method, url, headers } = await answer(retention('GOVERNANCE', '2027-01-01T00:00:00.000Z'));
    expect([method, url.searchParams.get('retention'), url.searchParams.get('versionId')]).toEqual([
      'GET',
      '',
      'v1',
    ]);
    expect(headers).toEqual({});
    expect(await pending).toEqual(governed);
  });

  test.each([
    ['as MinIO says it', none],
    ['as AWS says it', failure(404, 'NoSuchObjectLockConfiguration')],
    ['as an empty document', { body: '<Retention/>' }],
  ])('there is none: %s', async (_what, reply) => {
    const pending = locks().readRetention(ref);
    await answer(reply);
    expect(await pending).toBeUndefined();
  });

  test.each(unread)('reading: %s', async (_what, reply, code) => {
    await refusedWhen(locks().readRetention(ref), code, [reply]);
    // Nothing but a GET goes there: a PUT that is not routed overwrites the object.
    await refusedWhen(locks().writeRetention(ref, governed), code, [reply]);
  });

  test('is written with its MD5 and no bypass that was not asked for', async () => {
    const pending = locks().writeRetention(ref, governed);
    await answer(none);
    const { method, url, headers, text } = await answer({});
    expect([method, url.searchParams.get('versionId')]).toEqual(['PUT', 'v1']);
    expect(headers['content-md5']).toBeDefined();
    expect(headers).not.toHaveProperty('x-amz-bypass-governance-retention');
    expect(text).toContain(
      '<Mode>GOVERNANCE</Mode><RetainUntilDate>2027-01-01T00:00:00.000Z</RetainUntilDate></Retention>',
    );
    await pending;
  });

  test('is taken away by an empty document, with bypass where it was asked for', async () => {
    const pending = locks().writeRetention(ref, undefined, { bypassGovernance: true });
    await answer(retention('GOVERNANCE', '2027-01-01T00:00:00Z'));
    const { headers, text } = await answer({});
    expect(headers['x-amz-bypass-governance-retention']).toBe('true');
    expect(text).toMatch(/^<Retention [^>]*><\/Retention>$/);
    await pending;
    const nothing = locks().writeRetention(ref, undefined);
    await answer(none);
    expect(await nothing).toBe(false);
    const same = locks().writeRetention(ref, governed);
    await answer(retention('GOVERNANCE', '2027-01-01T00:00:00Z'));
    expect(await same).toBe(false);
  });

  const current = retention('GOVERNANCE', '2028-01-01T00:00:00Z');
  test.each([
    ['shorter, MinIO', current, failure(400, 'InvalidRequest'), {}, 'object-locked'],
    ['shorter, AWS', current, failure(403, 'AccessDenied'), {}, 'object-locked'],
    [
      'bypass without the right to it',
      current,
      failure(403, 'AccessDenied'),
      { bypassGovernance: true },
      'access-denied',
    ],
    [
      'compliance, whatever is asked for',
      retention('COMPLIANCE', '2028-01-01T00:00:00Z'),
      failure(403, 'AccessDenied'),
      { bypassGovernance: true },
      'object-locked',
    ],
    ['no right to set one', none, failure(403, 'AccessDenied'), {}, 'access-denied'],
    ['a date in the past', none, failure(400, 'MalformedXML'), {}, 'invalid-argument'],
    ['the latest is a delete marker', none, failure(405, 'MethodNotAllowed'), {}, 'not-supported'],
  ])('refused: %s', async (_what, before, reply, options, code) => {
    const pending = locks().writeRetention(ref, governed, options);
    const [, put] = await refusedWhen(pending, code, [before, reply]);
    expect(put?.method).toBe('PUT');
  });

  test('a date that is none is not sent', async () => {
    const wrong = { mode: 'GOVERNANCE', until: new Date('nonsense') } as const;
    await expect(locks().writeRetention(ref, wrong)).rejects.toMatchObject({ code: 'invalid-argument' });
  });
});

describe('legal hold', () => {
  const hold = (status: string, root = 'LegalHold') => ({
    body: `<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>${status}</Status></${root}>`,
  });

  test.each([
    ['on', hold('ON'), true],
    ['off', hold('OFF'), false],
    ['on, in the other words for it', hold('ON', 'ObjectLockLegalHold'), true],
    ['never set, MinIO', none, false],
    ['never set, AWS', failure(404, 'NoSuchObjectLockConfiguration'), false],
  ])('%s', async (_what, reply, on) => {
    const pending = locks().readLegalHold(ref);
    const { url } = await answer(reply);
    expect([url.searchParams.get('legal-hold'), url.searchParams.get('versionId')]).toEqual(['', 'v1']);
    expect(await pending).toBe(on);
  });

  test.each([...unread.slice(0, 6), ['neither on nor off', hold('MAYBE'), 'not-s3'] as const])(
    'reading: %s',
    async (_what, reply, code) => {
      await refusedWhen(locks().readLegalHold(ref), code, [reply]);
      await refusedWhen(locks().writeLegalHold(ref, true), code, [reply]);
    },
  );

  test('is put on and lifted, and left as it is where it is so', async () => {
    const on = locks().writeLegalHold(ref, true);
    await answer(none);
    const put = await answer({});
    expect([put.method, put.text]).toEqual([
      'PUT',
      '<LegalHold xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>ON</Status></LegalHold>',
    ]);
    expect(put.headers['content-md5']).toBeDefined();
    expect(await on).toBe(true);
    const off = locks().writeLegalHold(ref, false);
    await answer(hold('ON'));
    expect((await answer({})).text).toContain('<Status>OFF</Status>');
    await off;
    const again = locks().writeLegalHold(ref, false);
    await answer(hold('OFF'));
    expect(await again).toBe(false);
  });

  test('may be read and not written', async () => {
    await refusedWhen(locks().writeLegalHold(ref, true), 'access-denied', [
      hold('OFF'),
      failure(403, 'AccessDenied'),
    ]);
  });
});
