import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ConnectionCheck } from '../check-result.ts';
import { checkConnection } from '../connection-check.ts';
import { StorageError } from '../errors.ts';
import { createFakeTransport, type FakeAnswer, type FakeTransport } from '../testing/fake-transport.ts';
import { signUploadToken } from './upload-token.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const [uploads, manage] = ['https://upload.example.com', 'https://manage.example.com'];
let network: FakeTransport;
let asked: string[];

beforeEach(() => {
  network = createFakeTransport();
  asked = [];
});

afterEach(() => network.expectNothingLeft());

interface Scene {
  endpoint?: string;
  manageEndpoint?: string;
  bucket?: string;
  /** With this policy, signed by somebody else. */
  tokenPolicy?: string;
  /** Endpoints that answer, though the page may not read it. */
  hidden?: string[];
  signal?: AbortSignal;
}

/** `check: result` and the code of what failed, line by line, with the address where it is the second. */
async function begin(scene: Scene = {}): Promise<string[]> {
  const { endpoint = uploads, manageEndpoint = manage, tokenPolicy, hidden = [], signal, bucket } = scene;
  const keys = { type: 'TOP', accessKeyId: 'AK', secretAccessKey: 'SK' } as const;
  const uploadToken = tokenPolicy === undefined ? undefined : signUploadToken(keys, tokenPolicy);
  const checks = checkConnection(
    {
      profile: {
        name: '',
        protocol: 'want',
        endpoint,
        manageEndpoint,
        keyType: 'TOP',
        accessKeyId: 'AK',
        tokenPolicy,
      },
      credentials: { accessKeyId: 'AK', secretAccessKey: uploadToken ? '' : 'SK', uploadToken },
    },
    { signal, pageProtocol: 'https:', bucket },
    { transport: network.transport, now: () => now, answers: async (url) => hidden.includes(url) },
  );
  const seen: string[] = [];
  for await (const { check, result, error, endpoint: at } of checks as AsyncGenerator<ConnectionCheck>) {
    seen.push([check, result, error?.code, at].filter(Boolean).join(' '));
  }
  return seen;
}

async function answer(reply: FakeAnswer | StorageError): Promise<void> {
  const { request, url, respondWith, failWith } = await network.nextRequest();
  asked.push(`${request.method} ${url.origin}${url.pathname}`);
  if (reply instanceof StorageError) failWith(reply);
  else respondWith(reply);
}

const refusal = (status: number, code: string, headers = {}): FakeAnswer => ({
  status,
  headers,
  body: JSON.stringify({ code, message: code, requestId: 'R' }),
});
const noUpload = refusal(404, 'UploadIdNotExist');
const noFiles: FakeAnswer = { body: '{"totalCount":0,"totalPage":0,"result":[]}' };
const network404: FakeAnswer = { status: 404, body: '<html>' };
const silence = new StorageError('network', { retryable: true });

const reached = ['mixed-content passed', 'reachable passed', 'cors passed'];
const managed = [...reached, 'manage-reachable passed', 'manage-cors passed'];

describe('with keys', () => {
  it('passes everything, with nothing that could be stored', async () => {
    const pending = begin({ bucket: 'demo' });
    await answer(noUpload);
    await answer(noFiles);
    expect(await pending).toEqual([...managed, 'clock passed', 'keys passed', 'namespace passed']);
    expect(asked).toEqual([`POST ${uploads}/api/proxy/blockCancel`, `GET ${manage}/3.0/files`]);
  });

  it('does without a namespace', async () => {
    const pending = begin();
    await answer(refusal(404, 'NamespaceNotExist'));
    await answer(refusal(404, 'NamespaceNotExist'));
    expect(await pending).toEqual([...managed, 'clock passed', 'keys passed', 'namespace skipped']);
  });

  it.each([
    { endpoint: 'http://10.0.0.7', line: 'mixed-content failed mixed-content' },
    {
      manageEndpoint: 'http://10.0.0.7',
      line: 'mixed-content failed mixed-content http://10.0.0.7',
    },
  ])('mixed content of either endpoint is known before anything is sent', async ({ line, ...scene }) => {
    expect(await begin(scene)).toEqual([line]);
  });

  it.each([
    [[], ['reachable failed network']],
    [[uploads], ['reachable passed', 'cors failed network']],
  ])('the upload endpoint’s silence: it answers %j', async (hidden, lines) => {
    const pending = begin({ hidden });
    await answer(silence);
    expect(await pending).toEqual(['mixed-content passed', ...lines]);
  });

  it.each([
    [[], [`manage-reachable failed network ${manage}`]],
    [[manage], ['manage-reachable passed', `manage-cors failed network ${manage}`]],
  ])('the manage endpoint’s silence: it answers %j', async (hidden, lines) => {
    const pending = begin({ hidden });
    await answer(noUpload);
    await answer(silence);
    expect(await pending).toEqual([...reached, ...lines]);
  });

  it('something else that answers is no Want, at either endpoint', async () => {
    const first = begin();
    await answer(network404);
    expect(await first).toEqual(['mixed-content passed', 'reachable failed not-want']);
    const second = begin();
    await answer(noUpload);
    await answer({ body: '<html>' });
    expect(await second).toEqual([...reached, `manage-reachable failed not-want ${manage}`]);
  });

  it.each<[string, FakeAnswer, FakeAnswer, string[]]>([
    [
      'refused by both',
      refusal(403, 'InvalidToken'),
      refusal(403, 'InvalidToken'),
      ['keys failed keys-refused', 'namespace skipped'],
    ],
    [
      'refused by one',
      refusal(403, 'InvalidToken'),
      noFiles,
      ['keys failed keys-refused', 'namespace skipped'],
    ],
    [
      'good, and no such namespace',
      refusal(404, 'NamespaceNotExist'),
      refusal(404, 'NamespaceNotExist'),
      ['keys passed', 'namespace failed no-such-bucket'],
    ],
    [
      'good, and the namespace is not theirs',
      noUpload,
      refusal(403, 'AccessDenied'),
      ['keys passed', 'namespace failed access-denied'],
    ],
    [
      'good, and the namespace has no name that can be',
      refusal(400, 'InvalidArgument'),
      refusal(400, 'InvalidArgument'),
      ['keys passed', 'namespace failed invalid-argument'],
    ],
    [
      'refused in words of its own',
      refusal(403, 'Forbidden'),
      refusal(403, 'Forbidden'),
      ['keys failed access-denied', 'namespace skipped'],
    ],
    [
      'not looked at',
      noUpload,
      refusal(500, 'InternalError'),
      ['keys failed server-error', 'namespace skipped'],
    ],
    [
      'good, as far as an unknown word tells',
      noUpload,
      refusal(400, 'Whatever'),
      ['keys passed', 'namespace skipped'],
    ],
    [
      'nobody knows what',
      refusal(400, 'Whatever'),
      refusal(400, 'Whatever'),
      ['keys skipped', 'namespace skipped'],
    ],
  ])('the keys are %s', async (_, first, second, lines) => {
    const pending = begin({ bucket: 'demo' });
    await answer(first);
    await answer(second);
    expect(await pending).toEqual([...managed, 'clock passed', ...lines]);
  });

  it('a wrong clock fails, and the rest goes by the service’s', async () => {
    const pending = begin({ bucket: 'demo' });
    await answer(noUpload);
    await answer(refusal(403, 'TokenExpired', { date: 'Sat, 21 Nov 2026 12:30:00 GMT' }));
    const { request, respondWith } = await network.nextRequest();
    expect(request.headers['x-acl-date']).toBe('Sat, 21 Nov 2026 12:30:00 GMT');
    respondWith(noFiles);
    expect(await pending).toEqual([...managed, 'clock failed clock-skew', 'keys passed', 'namespace passed']);
  });

  it('a clock that is hours late makes tokens that are over', async () => {
    const pending = begin({ bucket: 'demo' });
    await answer(refusal(403, 'TokenExpired'));
    await answer(refusal(403, 'TokenExpired', { date: 'Sat, 21 Nov 2026 18:00:00 GMT' }));
    await answer(noFiles);
    await answer(noUpload);
    expect((await pending).slice(-3)).toEqual(['clock failed clock-skew', 'keys passed', 'namespace passed']);
  });

  it('a wrong clock ends it where nobody says how wrong', async () => {
    const pending = begin();
    await answer(noUpload);
    await answer(refusal(403, 'TokenExpired'));
    expect(await pending).toEqual([...managed, 'clock failed clock-skew']);
  });

  it('ends with an abort', async () => {
    const controller = new AbortController();
    const pending = begin({ signal: controller.signal });
    await network.nextRequest();
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('with a token of somebody else’s', () => {
  const lasting = '{"namespace":"demo","expiration":-1,"insertOnly":0}';
  const over = `{"namespace":"demo","expiration":${now - 1},"insertOnly":0}`;
  const good = ['token-expiry passed', 'token passed'];

  it.each<[string, string, FakeAnswer, string[]]>([
    ['that is taken', lasting, noUpload, [...good, 'namespace passed']],
    [
      'for no namespace',
      lasting,
      refusal(404, 'NamespaceNotExist'),
      [...good, 'namespace failed no-such-bucket'],
    ],
    [
      'for a namespace that is closed to it',
      lasting,
      refusal(403, 'AccessDenied'),
      [...good, 'namespace failed access-denied'],
    ],
    [
      'that is none',
      lasting,
      refusal(403, 'InvalidToken'),
      ['token-expiry passed', 'token failed token-refused', 'namespace skipped'],
    ],
    [
      'whose policy is none',
      '{"nme":1}',
      refusal(400, 'InvalidArgument'),
      ['token-expiry passed', 'token failed invalid-argument', 'namespace skipped'],
    ],
    [
      'that is over by the service’s clock',
      lasting,
      refusal(403, 'TokenExpired'),
      ['token-expiry failed token-expired', 'token skipped', 'namespace skipped'],
    ],
    [
      'that is over by ours alone',
      over,
      noUpload,
      ['token-expiry passed', 'token passed', 'namespace passed'],
    ],
    [
      'that is over by ours, and none',
      over,
      refusal(403, 'InvalidToken'),
      ['token-expiry failed token-expired', 'token failed token-refused', 'namespace skipped'],
    ],
    [
      'of which nobody knows what',
      lasting,
      refusal(400, 'Whatever'),
      ['token-expiry passed', 'token skipped', 'namespace skipped'],
    ],
  ])('%s', async (_, tokenPolicy, reply, lines) => {
    const pending = begin({ tokenPolicy });
    await answer(reply);
    expect(await pending).toEqual([...reached, ...lines]);
    expect(asked).toEqual([`POST ${uploads}/api/proxy/blockCancel`]);
  });

  it('is known to be over without an answer', async () => {
    const pending = begin({ tokenPolicy: over });
    await answer(silence);
    expect(await pending).toEqual([
      'mixed-content passed',
      'reachable failed network',
      'token-expiry failed token-expired',
    ]);
  });

  it('never calls the manage endpoint, so that its scheme does not matter', async () => {
    const pending = begin({ tokenPolicy: lasting, manageEndpoint: 'http://10.0.0.7' });
    await answer(noUpload);
    expect((await pending)[0]).toBe('mixed-content passed');
  });
});
