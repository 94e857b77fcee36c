import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionCheck } from './check-result.ts';
import { checkConnection } from './connection-check.ts';
import { StorageError } from './errors.ts';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from './testing/fake-transport.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

interface Scene {
  endpoint?: string;
  pageProtocol?: string;
  isAnonymous?: boolean;
  /** Whether the probe that may not read the answer gets one. */
  answersOpaquely?: boolean;
  signal?: AbortSignal;
}

async function begin(scene: Scene = {}): Promise<ConnectionCheck[]> {
  const { endpoint = 'https://host', pageProtocol = 'https:', isAnonymous, answersOpaquely, signal } = scene;
  const profile = {
    name: '',
    protocol: 's3',
    endpoint,
    region: 'us-east-1',
    addressing: 'path',
  } as const;
  const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
  const checks = checkConnection(
    { profile, credentials: isAnonymous ? undefined : credentials },
    { signal, pageProtocol },
    { transport: network.transport, now: () => now, answers: async () => answersOpaquely ?? false },
  );
  const seen: ConnectionCheck[] = [];
  for await (const check of checks) seen.push(check);
  return seen;
}

async function answer(reply: FakeAnswer): Promise<void> {
  (await network.nextRequest()).respondWith(reply);
}

/** `check: result` and the code of what failed, line by line. */
function lines(checks: ConnectionCheck[]): string[] {
  return checks.map(({ check, result, error }) => `${check} ${result}${error ? ` ${error.code}` : ''}`);
}

function refusal(code: string, more = '', headers: Record<string, string> = {}): FakeAnswer {
  return { status: 403, headers, body: `<Error><Code>${code}</Code>${more}</Error>` };
}

const buckets = (...names: string[]): FakeAnswer => ({
  body: `<ListAllMyBucketsResult><Buckets>${names
    .map((name) => `<Bucket><Name>${name}</Name></Bucket>`)
    .join('')}</Buckets></ListAllMyBucketsResult>`,
});

const objects = (...keys: string[]): FakeAnswer => ({
  body: `<ListBucketResult>${keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join('')}</ListBucketResult>`,
});

const open = ['mixed-content passed', 'reachable passed', 'cors passed'];
const account = ['clock passed', 'key passed', 'signature passed', 'region passed', 'list-buckets passed'];

describe('a connection that works', () => {
  it('passes everything, with read requests alone', async () => {
    const pending = begin();
    const methods: string[] = [];
    const take = async (reply: FakeAnswer) => {
      const { request, respondWith } = await network.nextRequest();
      methods.push(request.method);
      respondWith(reply);
    };
    await take(buckets('one'));
    await take(objects('key'));
    await take({ headers: { etag: '"abc"' } });
    expect(lines(await pending)).toEqual([...open, ...account, 'etag-exposed passed']);
    expect(methods).toEqual(['GET', 'GET', 'HEAD']);
  });

  it('is told that CORS hides the ETag', async () => {
    const pending = begin();
    await answer(buckets('one'));
    await answer(objects('key'));
    await answer({ headers: {} });
    expect(lines(await pending)).toEqual([...open, ...account, 'etag-exposed failed etag-hidden']);
  });

  it('looks for an object in a few buckets, past those that may not be read', async () => {
    const pending = begin();
    await answer(buckets('denied', 'empty', 'third', 'fourth'));
    await answer(refusal('AccessDenied'));
    await answer(objects());
    await answer(objects());
    expect(lines(await pending)).toEqual([...open, ...account, 'etag-exposed skipped']);
  });
});

describe('no readable answer', () => {
  it('mixed content is known before anything is sent', async () => {
    expect(lines(await begin({ endpoint: 'http://10.0.0.7:9000' }))).toEqual([
      'mixed-content failed mixed-content',
    ]);
  });

  it.each([
    { answersOpaquely: false, verdicts: ['reachable failed network'] },
    { answersOpaquely: true, verdicts: ['reachable passed', 'cors failed network'] },
  ])('an opaque answer: $answersOpaquely', async ({ answersOpaquely, verdicts }) => {
    const pending = begin({ answersOpaquely, endpoint: 'http://localhost:9000' });
    (await network.nextRequest()).failWith(new StorageError('network', { retryable: true }));
    expect(lines(await pending)).toEqual(['mixed-content passed', ...verdicts]);
  });

  it('silence counts as no answer', async () => {
    const pending = begin();
    (await network.nextRequest()).failWith(new StorageError('timeout', { retryable: true }));
    expect(lines(await pending)).toEqual(['mixed-content passed', 'reachable failed timeout']);
  });
});

describe('another service', () => {
  it.each([
    { what: 'a web page', reply: { body: '<!doctype html><html></html>' } },
    { what: 'a web page with 404', reply: { status: 404, body: '<html></html>' } },
    { what: 'JSON', reply: { body: '{}' } },
    { what: 'nothing', reply: { body: '' } },
  ])('$what', async ({ reply }) => {
    const pending = begin();
    await answer(reply);
    expect(lines(await pending)).toEqual(['mixed-content passed', 'reachable failed not-s3']);
  });
});

describe('refused', () => {
  it.each([
    {
      reply: refusal('InvalidAccessKeyId'),
      verdicts: ['clock passed', 'key failed invalid-access-key'],
    },
    {
      reply: refusal('ExpiredToken'),
      verdicts: ['clock passed', 'key failed expired-credentials'],
    },
    {
      reply: refusal('SignatureDoesNotMatch'),
      verdicts: ['clock passed', 'key passed', 'signature failed signature-mismatch'],
    },
    {
      reply: refusal('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>'),
      verdicts: ['clock passed', 'key skipped', 'signature skipped', 'region failed wrong-region'],
    },
    {
      reply: refusal('AccessDenied'),
      verdicts: [
        'clock passed',
        'key passed',
        'signature passed',
        'region passed',
        'list-buckets failed access-denied',
        'etag-exposed skipped',
      ],
    },
    {
      reply: { status: 503 },
      verdicts: [
        'clock passed',
        'key skipped',
        'signature skipped',
        'region skipped',
        'list-buckets failed too-busy',
      ],
    },
  ])('$reply.body', async ({ reply, verdicts }) => {
    const pending = begin();
    await answer(reply);
    expect(lines(await pending)).toEqual([...open, ...verdicts]);
  });

  it('names the region that the server wants', async () => {
    const pending = begin();
    await answer(refusal('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>'));
    expect((await pending).at(-1)?.error?.region).toBe('eu-west-1');
  });
});

describe('a wrong clock', () => {
  const date = 'Sat, 21 Nov 2026 12:20:00 GMT';

  it.each(['RequestTimeTooSkewed', 'AccessDenied'])(
    'fails its check by %s, and the rest is looked at with the time of the server',
    async (code) => {
      const pending = begin();
      await answer(refusal(code, '', { date }));
      const second = await network.nextRequest();
      expect(second.url.searchParams.get('X-Amz-Date')).toBe('20261121T122000Z');
      second.respondWith(refusal('SignatureDoesNotMatch'));
      const checks = await pending;
      expect(lines(checks)).toEqual([
        ...open,
        'clock failed clock-skew',
        'key passed',
        'signature failed signature-mismatch',
      ]);
      expect(checks[3]?.error?.clockOffset).toBe(20 * 60_000);
    },
  );

  it('ends the check where the server does not tell its time', async () => {
    const pending = begin();
    await answer(refusal('RequestTimeTooSkewed'));
    expect(lines(await pending)).toEqual([...open, 'clock failed clock-skew']);
  });
});

describe('anonymous', () => {
  const rest = ['clock', 'key', 'signature', 'region', 'list-buckets', 'etag-exposed'];
  const verdicts = [...open, ...rest.map((check) => `${check} skipped`)];

  it.each([
    { reply: objects() },
    { reply: refusal('AccessDenied') },
    { reply: { status: 404, body: '<Error><Code>NoSuchBucket</Code></Error>' } },
  ])('any word of S3 will do: $reply.body', async ({ reply }) => {
    const pending = begin({ isAnonymous: true });
    const { request, respondWith } = await network.nextRequest();
    expect(request.url).not.toContain('X-Amz-');
    respondWith(reply);
    expect(lines(await pending)).toEqual(verdicts);
  });

  it.each([{ status: 404 }, { status: 404, body: '<html></html>' }, { status: 403, body: 'no' }])(
    'but not %o',
    async (reply) => {
      const pending = begin({ isAnonymous: true });
      await answer(reply);
      expect(lines(await pending)).toEqual(['mixed-content passed', 'reachable failed not-s3']);
    },
  );

  it('a service in trouble is reported as such', async () => {
    const pending = begin({ isAnonymous: true });
    await answer({ status: 503 });
    expect(lines(await pending)).toEqual([
      ...open,
      'clock skipped',
      'key skipped',
      'signature skipped',
      'region skipped',
      'list-buckets failed too-busy',
    ]);
  });
});

it('an abort ends it as an abort', async () => {
  const controller = new AbortController();
  const pending = begin({ signal: controller.signal });
  const outcome = expect(pending).rejects.toMatchObject({ code: 'aborted' });
  await network.nextRequest();
  controller.abort();
  await outcome;
});
