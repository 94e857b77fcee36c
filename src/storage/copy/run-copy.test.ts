import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { StorageError } from '../errors.ts';
import type { PutInput } from '../object-operations.ts';
import { createS3Driver } from '../s3/s3-driver.ts';
import { type EmbeddedStore, startEmbeddedStore } from '../testing/local-server.mjs';
import type { ObjectEntry } from '../types.ts';
import { planCopy } from './copy-plan.ts';
import { type CopyRunOptions, runCopy } from './run-copy.ts';

const MiB = 1024 ** 2;
const bucket = 'copies';
const locked = 'copies-locked';
let store: EmbeddedStore;
let storage: ReturnType<typeof createS3Driver>;

beforeAll(async () => {
  store = await startEmbeddedStore();
  const { endpoint, accessKeyId, secretAccessKey } = store;
  storage = createS3Driver({
    profile: { name: '', protocol: 's3', endpoint, region: 'us-east-1', addressing: 'path', accessKeyId },
    credentials: { accessKeyId, secretAccessKey },
  });
  await storage.buckets?.create(bucket);
  await storage.buckets?.create(locked, { objectLock: true });
}, 120_000);

afterAll(() => store.stop());

async function put(key: string, text = key, more: Partial<PutInput> = {}): Promise<ObjectEntry> {
  const input = { bucket, key, body: new Blob([text]), ...more };
  await storage.objects.put(input);
  const head = await storage.objects.head({ bucket: input.bucket, key, customerKey: keyIn(more) });
  return { key, size: head.size, etag: head.etag, lastModified: head.lastModified ?? new Date(0) };
}

const keyIn = ({ encryption }: Partial<PutInput>) =>
  encryption?.kind === 'sse-c' ? encryption.customerKey : undefined;

async function run(
  sources: ObjectEntry[],
  prepend: string,
  options: Partial<CopyRunOptions> & { from?: string; to?: string; strip?: string } = {},
) {
  const { from = bucket, to = bucket, strip = '', ...others } = options;
  const destination = { bucket: to, strip, prepend };
  const plan = planCopy({ bucket: from, sources, folders: [], destination, keyProblem: () => undefined });
  return runCopy(plan, {
    storage,
    move: false,
    replace: new Set(),
    stop: new AbortController().signal,
    sleep: async () => undefined,
    ...others,
  });
}

async function kindsOf(...args: Parameters<typeof run>) {
  return (await run(...args)).verdicts.map(({ verdict }) => verdict.kind);
}

async function codeOf(key: string, of = bucket): Promise<string> {
  try {
    await storage.objects.head({ bucket: of, key });
    return 'there';
  } catch (error) {
    return error instanceof StorageError ? error.code : 'unknown';
  }
}

/** The storage, with some calls on objects in other hands. */
function with_(objects: Partial<StorageDriver['objects']>): StorageDriver {
  return { ...storage, objects: { ...storage.objects, ...objects } };
}

const everything = {
  contentType: 'text/x-a',
  contentDisposition: 'attachment; filename="a.txt"',
  contentLanguage: 'de',
  cacheControl: 'max-age=60',
  expires: new Date('2030-01-01T00:00:00Z'),
  metadata: { author: '春 & more', plain: 'a' },
  tags: [{ key: 'team', value: 'a b' }],
  storageClass: 'REDUCED_REDUNDANCY',
} as const satisfies Partial<PutInput>;

describe('a copy', () => {
  it('keeps everything', async () => {
    const source = await put('all/a', 'hello', { ...everything, tags: [...everything.tags] });
    const result = await run([source], 'to/');
    expect(result).toMatchObject({
      ended: { by: 'plan' },
      verdicts: [{ verdict: { kind: 'done', proof: 'etag' } }],
    });
    const { tags, ...properties } = everything;
    expect(await storage.objects.head({ bucket, key: 'to/all/a' })).toMatchObject({
      ...properties,
      tagCount: 1,
    });
    expect(await storage.objectTags?.read({ bucket, key: 'to/all/a' })).toEqual(tags);
    expect(await codeOf('all/a')).toBe('there');
  });

  it('keeps retention, legal hold and encryption', async () => {
    const retention = { mode: 'GOVERNANCE', until: new Date(Date.now() + 86_400_000) } as const;
    const encryption = { kind: 'sse-s3' } as const;
    const source = await put('kept', 'x', {
      bucket: locked,
      retention,
      legalHold: true,
      encryption,
      md5: '9dd4e461268c8034f5c8564e155c67a6',
    });
    expect(await kindsOf([source], 'to/', { from: locked, to: locked })).toEqual(['done']);
    expect(await storage.objects.head({ bucket: locked, key: 'to/kept' })).toMatchObject({
      retention: { mode: 'GOVERNANCE' },
      legalHold: true,
      encryption,
    });
    // A bucket without locks cannot keep them, and that is named.
    expect(await run([source], 'to/', { from: locked, keepLock: false })).toMatchObject({
      verdicts: [{ verdict: { kind: 'differs', differences: ['retention', 'legal-hold'] } }],
    });
    expect(await kindsOf([source], 'too/', { from: locked })).toEqual(['failed']);
  });

  it('of an object with a key of one’s own takes and keeps that key', async () => {
    const customerKey = new Uint8Array(32).fill(7);
    const source = await put('sse-c', 'secret', { encryption: { kind: 'sse-c', customerKey } });
    expect(await run([source], 'to/')).toMatchObject({
      verdicts: [{ verdict: { kind: 'failed', at: 'source', error: { code: 'customer-key-needed' } } }],
    });
    expect(await kindsOf([source], 'to/', { customerKeyOf: () => customerKey })).toEqual(['done']);
    const { body } = await storage.objects.get({ bucket, key: 'to/sse-c', customerKey });
    expect(await new Response(body).text()).toBe('secret');
  });

  it('says what the server forgets to take over', async () => {
    const source = await put('forgotten', 'x', { expires: everything.expires, metadata: { a: '1' } });
    // As MinIO does.
    const forgetful = with_({
      copy: (input, options) =>
        storage.objects.copy(
          { ...input, properties: input.properties ?? { contentType: 'text/plain', metadata: { a: '1' } } },
          options,
        ),
    });
    expect(await kindsOf([source], 'said/', { storage: forgetful })).toEqual(['done']);
    expect(await storage.objects.head({ bucket, key: 'said/forgotten' })).toMatchObject({
      expires: everything.expires,
      metadata: { a: '1' },
    });
  });

  it('of an older version copies that one', async () => {
    const old = await storage.objects.put({ bucket: locked, key: 'twice', body: new Blob(['one']) });
    await put('twice', 'two', { bucket: locked });
    const { versionId, etag } = old;
    const pair = { from: 'twice', to: 'first', versionId, etag, size: 3, lastModified: new Date(0) };
    const { verdicts } = await runCopy(
      { bucket: locked, destination: { bucket, strip: '', prepend: '' }, pairs: [pair] },
      { storage, move: false, replace: new Set(), stop: new AbortController().signal },
    );
    expect(verdicts[0]?.verdict.kind).toBe('done');
    expect((await storage.objects.head({ bucket, key: 'first' })).etag).toBe(etag);
  });

  it('writes over nothing, unless it is to', async () => {
    const source = await put('new', 'new');
    await put('taken/new', 'old');
    expect(await kindsOf([source], 'taken/')).toEqual(['exists']);
    expect((await storage.objects.head({ bucket, key: 'taken/new' })).etag).not.toBe(source.etag);
    expect(await kindsOf([source], 'taken/', { replace: new Set(['taken/new']) })).toEqual(['done']);
    expect((await storage.objects.head({ bucket, key: 'taken/new' })).etag).toBe(source.etag);
  });

  it('writes over nothing that comes after it looked', async () => {
    const source = await put('racing', 'mine');
    const late = with_({
      async copy(input, options) {
        await put('race/racing', 'theirs');
        return storage.objects.copy(input, options);
      },
    });
    expect(await kindsOf([source], 'race/', { storage: late })).toEqual(['exists']);
  });

  it('knows its own work where the answer to it was lost', async () => {
    const source = await put('lost', 'mine');
    let tries = 0;
    const losing = with_({
      async copy(input, options) {
        const stored = await storage.objects.copy(input, options);
        if (++tries === 1) throw new StorageError('network', { retryable: true });
        return stored;
      },
    });
    expect(await kindsOf([source], 'again/', { storage: losing })).toEqual(['done']);
  });

  it('of an object that changed since it was listed is not made', async () => {
    const source = await put('changing', 'before');
    await put('changing', 'afterwards');
    expect(await kindsOf([source], 'to/')).toEqual(['changed']);
    expect(await codeOf('to/changing')).toBe('no-such-key');
  });

  it('of an object that changes between HEAD and copy is not made', async () => {
    const source = await put('hasty', 'before');
    const hasty = with_({
      async copy(input, options) {
        await put('hasty', 'afterwards');
        return storage.objects.copy(input, options);
      },
    });
    expect(await kindsOf([source], 'to/', { storage: hasty })).toEqual(['changed']);
    expect(
      await kindsOf([await put('hasty', 'x')], 'to/', { storage: hasty, replace: new Set(['to/hasty']) }),
    ).toEqual(['changed']);
    expect(await codeOf('to/hasty')).toBe('no-such-key');
  });

  const since = (seconds: number) => new Date(Date.now() + seconds * 1000);
  test.each([
    ['sourceIfMatch', { sourceIfMatch: '0'.repeat(32) }],
    ['sourceIfNoneMatch', { sourceIfNoneMatch: '3d6c5a1f1a6a7a8c2a4a8c1c3d1c3b2a' }],
    ['sourceIfModifiedSince', { sourceIfModifiedSince: since(3600) }],
    ['sourceIfUnmodifiedSince', { sourceIfUnmodifiedSince: since(-3600) }],
  ])('with %s not met is not made', async (condition, conditions) => {
    const source = await put(`if/${condition}`, 'x');
    const named = condition === 'sourceIfNoneMatch' ? { sourceIfNoneMatch: source.etag } : conditions;
    const result = await run([source], 'to/', { conditions: named });
    expect(result.verdicts[0]?.verdict).toEqual({ kind: 'condition', condition });
    expect(await codeOf(`to/if/${condition}`)).toBe('no-such-key');
  });

  it('with all conditions met is made', async () => {
    const source = await put('if/all', 'x');
    const conditions = {
      sourceIfMatch: source.etag,
      sourceIfNoneMatch: 'other',
      sourceIfModifiedSince: since(-3600),
      sourceIfUnmodifiedSince: since(3600),
    };
    expect(await kindsOf([source], 'to/', { conditions })).toEqual(['done']);
  });

  it('of an object that is gone fails alone', async () => {
    const gone = { ...(await put('gone', 'x')), key: 'gone-2' };
    const result = await run([gone, await put('here', 'x')], 'alone/');
    expect(result.verdicts.map(({ verdict }) => verdict.kind)).toEqual(['failed', 'done']);
    expect(result.ended).toEqual({ by: 'plan' });
  });

  it('to a bucket that is gone ends all of it', async () => {
    const sources = await Promise.all(Array.from({ length: 9 }, (_, n) => put(`many/${n}`)));
    const result = await run(sources, 'to/', {
      to: 'copies-absent',
      replace: new Set(sources.map(({ key }) => `to/${key}`)),
    });
    expect(result.ended).toMatchObject({ by: 'error', error: { code: 'no-such-bucket' } });
    expect(result.verdicts).toHaveLength(9);
    expect(result.verdicts.filter(({ verdict }) => verdict.kind === 'left').length).toBeGreaterThan(0);
  });
});

describe('a move', () => {
  it('takes the source away after the copy', async () => {
    const source = await put('from/a', 'x', { metadata: { a: '1' } });
    const counts: number[] = [];
    const options = {
      move: true,
      strip: 'from/',
      onProgress: ({ bytes }: { bytes: number }) => counts.push(bytes),
    };
    expect(await kindsOf([source], 'moved/', options)).toEqual(['done']);
    expect(counts).toEqual([1]);
    expect([await codeOf('from/a'), await codeOf('moved/a')]).toEqual(['no-such-key', 'there']);
  });

  it('leaves the source where the copy is not the same', async () => {
    const source = await put('frail', 'x', { metadata: { a: '1' } });
    const forgetful = with_({
      copy: (input, options) => storage.objects.copy({ ...input, properties: {} }, options),
    });
    // Said a second time, and forgotten again.
    expect(await run([source], 'bad/', { move: true, storage: forgetful })).toMatchObject({
      verdicts: [{ verdict: { kind: 'differs', differences: ['content-type', 'metadata'] } }],
    });
    expect(await codeOf('frail')).toBe('there');
  });

  it('leaves the source that changed after the copy', async () => {
    const source = await put('busy', 'before');
    let heads = 0;
    const busy = with_({
      async head(input, options) {
        if (input.key === 'busy' && ++heads === 2) await put('busy', 'somebody wrote this');
        return storage.objects.head(input, options);
      },
    });
    const result = await run([source], 'kept/', { move: true, storage: busy });
    expect(result.verdicts[0]?.verdict).toMatchObject({ kind: 'source-kept', why: 'changed' });
    expect((await storage.objects.head({ bucket, key: 'busy' })).size).toBe(19);
  });

  it('tells where the source may not be deleted', async () => {
    const source = await put('fixed', 'x');
    const denied = new StorageError('access-denied', { status: 403 });
    const fixed = with_({ delete: () => Promise.reject(denied) });
    const result = await run([source], 'kept/', { move: true, storage: fixed });
    expect(result.verdicts[0]?.verdict).toMatchObject({ kind: 'source-kept', why: { error: denied } });
    expect([await codeOf('fixed'), await codeOf('kept/fixed')]).toEqual(['there', 'there']);
  });

  it('that is stopped has every object at one place or at both', async () => {
    const sources = await Promise.all(Array.from({ length: 20 }, (_, n) => put(`halt/${n}`)));
    const controller = new AbortController();
    const result = await run(sources, 'stopped/', {
      move: true,
      stop: controller.signal,
      onProgress: ({ ended }) => ended === 3 && controller.abort(),
    });
    const kinds = result.verdicts.map(({ verdict }) => verdict.kind);
    expect(result.ended).toEqual({ by: 'person' });
    expect(kinds).toHaveLength(20);
    expect(new Set(kinds)).toEqual(new Set(['done', 'left']));
    for (const { pair, verdict } of result.verdicts) {
      const places = [await codeOf(pair.from), await codeOf(pair.to)];
      expect(places).toEqual(verdict.kind === 'done' ? ['no-such-key', 'there'] : ['there', 'no-such-key']);
    }
  });
});

describe('a change of metadata', () => {
  it('is a copy onto itself that keeps the rest', async () => {
    const source = await put('edited', 'x', {
      tags: [{ key: 'a', value: 'b' }],
      metadata: { a: '1' },
      storageClass: 'REDUCED_REDUNDANCY',
    });
    const pair = { from: 'edited', to: 'edited', ...source };
    const result = await runCopy(
      { bucket, destination: { bucket, strip: '', prepend: '' }, pairs: [pair] },
      {
        storage,
        move: false,
        replace: new Set(['edited']),
        changes: { properties: { contentType: 'text/x-b', metadata: { b: '2' } } },
        stop: new AbortController().signal,
      },
    );
    expect(result.verdicts[0]?.verdict.kind).toBe('done');
    expect(await storage.objects.head({ bucket, key: 'edited' })).toMatchObject({
      contentType: 'text/x-b',
      metadata: { b: '2' },
      storageClass: 'REDUCED_REDUNDANCY',
      tagCount: 1,
    });
  });
});

describe('by parts', () => {
  const large = { largeObject: 5 * MiB, partSize: 5 * MiB };
  const text = 'abcdefgh'.repeat((11 * MiB) / 8);
  let source: ObjectEntry;

  beforeAll(async () => {
    source = await put('large', text, { ...everything, tags: [...everything.tags] });
  });

  it('keeps bytes and everything beside them', async () => {
    const counts: number[] = [];
    const result = await run([source], 'parts/', { ...large, onProgress: ({ bytes }) => counts.push(bytes) });
    expect(result.verdicts[0]?.verdict).toMatchObject({ kind: 'done', proof: 'etag' });
    const { head, body } = await storage.objects.get({ bucket, key: 'parts/large' });
    const { tags, ...properties } = everything;
    expect(head).toMatchObject({ ...properties, size: 11 * MiB, tagCount: 1 });
    expect(head.etag).toMatch(/-3$/);
    expect((await new Response(body).text()) === text).toBe(true);
    expect(await storage.objectTags?.read({ bucket, key: 'parts/large' })).toEqual(tags);
    expect(counts.at(-1)).toBe(11 * MiB);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it('writes over nothing', async () => {
    await put('there/large', 'old');
    expect(await kindsOf([source], 'there/', large)).toEqual(['exists']);
  });

  it('frees its parts where one of them is refused', async () => {
    const { multipart } = storage;
    if (!multipart) throw new Error('no multipart');
    const refusal = new StorageError('access-denied', { status: 403 });
    const broken: StorageDriver = {
      ...storage,
      multipart: {
        ...multipart,
        copyPart: (input, options) =>
          input.partNumber === 2 ? Promise.reject(refusal) : multipart.copyPart(input, options),
      },
    };
    const result = await run([source], 'broken/', { ...large, storage: broken, move: true });
    expect(result.verdicts[0]?.verdict).toEqual({ kind: 'failed', at: 'copy', error: refusal });
    expect(await multipart.listUploads({ bucket })).toEqual([]);
    expect([await codeOf('large'), await codeOf('broken/large')]).toEqual(['there', 'no-such-key']);
  });

  it('takes no part of an object that changes under it', async () => {
    const changing = await put('unsteady', text);
    const { multipart } = storage;
    if (!multipart) throw new Error('no multipart');
    const unsteady: StorageDriver = {
      ...storage,
      multipart: {
        ...multipart,
        async create(input, options) {
          await put('unsteady', `${text}!`);
          return multipart.create(input, options);
        },
      },
    };
    expect(await kindsOf([changing], 'torn/', { ...large, storage: unsteady })).toEqual(['changed']);
    expect(await multipart.listUploads({ bucket })).toEqual([]);
  });

  it('stops within an object, and leaves nothing behind', async () => {
    const controller = new AbortController();
    const options = { ...large, move: true, stop: controller.signal, onProgress: () => controller.abort() };
    const result = await run([source], 'halted/', options);
    expect(result.verdicts[0]?.verdict).toEqual({ kind: 'left' });
    expect(result.ended).toEqual({ by: 'person' });
    expect(await storage.multipart?.listUploads({ bucket })).toEqual([]);
    expect([await codeOf('large'), await codeOf('halted/large')]).toEqual(['there', 'no-such-key']);
  });

  it('with a key of one’s own', async () => {
    const customerKey = new Uint8Array(32).fill(9);
    const keyed = await put('large-keyed', text, { encryption: { kind: 'sse-c', customerKey } });
    expect(await kindsOf([keyed], 'parts/', { ...large, customerKeyOf: () => customerKey })).toEqual([
      'done',
    ]);
  });
});
