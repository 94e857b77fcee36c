import { afterEach, expect, it, vi } from 'vitest';
import type { Profile } from '../http/call.ts';
import { S3Error } from '../http/s3-error.ts';
import { selectMessages } from './select-messages.ts';

afterEach(() => vi.useRealTimers());

const options = (rest: { wantsProgress?: boolean; profile?: Profile } = {}) => ({
  counts: { scanned: 0, processed: 0, returned: 0 },
  wantsProgress: false,
  profile: 'aws' as const,
  ...rest,
});

async function* texts(...some: string[]): AsyncGenerator<string> {
  yield* some;
}

/** The name of an event, or the code of an error. */
function nameOf(message: Buffer): string | undefined {
  const headers = new Map<string, string>();
  const end = 12 + message.readUInt32BE(4);
  for (let at = 12; at < end; ) {
    const nameEnd = at + 1 + message.readUInt8(at);
    const valueEnd = nameEnd + 3 + message.readUInt16BE(nameEnd + 1);
    headers.set(message.toString('utf8', at + 1, nameEnd), message.toString('utf8', nameEnd + 3, valueEnd));
    at = valueEnd;
  }
  return headers.get(':event-type') ?? headers.get(':error-code');
}

/** Of a message of records. */
const payloadOf = (message: Buffer) => message.subarray(12 + message.readUInt32BE(4), -4);

it('joins records into messages as far as they fit, and divides what does not', async () => {
  const records = ['a'.repeat(100_000), 'b'.repeat(40_000), 'c'.repeat(300_000), 'd'];
  const payloads: string[] = [];
  for await (const message of selectMessages(texts(...records), options())) {
    if (nameOf(message) === 'Records') payloads.push(payloadOf(message).toString());
  }
  expect(payloads.map(({ length }) => length)).toEqual([100_000, 40_000, 131_072, 131_072, 37_857]);
  expect(payloads.join('')).toBe(records.join(''));
});

it.each([
  { wantsProgress: false, sign: 'Cont' },
  { wantsProgress: true, sign: 'Progress' },
])('says $sign while nothing comes', async ({ wantsProgress, sign }) => {
  vi.useFakeTimers();
  let release: (text: string) => void = () => undefined;
  const text = new Promise<string>((resolve) => {
    release = resolve;
  });
  const messages = selectMessages(
    (async function* () {
      yield await text;
    })(),
    options({ wantsProgress }),
  );
  for (let round = 0; round < 2; round += 1) {
    const next = messages.next();
    await vi.advanceTimersByTimeAsync(1000);
    expect(nameOf((await next).value as Buffer)).toBe(sign);
  }
  const next = messages.next();
  release('x');
  expect(nameOf((await next).value as Buffer)).toBe('Records');
  await messages.return(undefined);
});

it.each([
  { profile: 'aws' as const, code: 'CastFailed' },
  { profile: 'minio' as const, code: 'InternalError' },
])('ends with the error as $profile calls it', async ({ profile, code }) => {
  const failing = (async function* () {
    yield 'x';
    throw new S3Error('CastFailed', 'No number.').orInMinio('InternalError');
  })();
  const names: (string | undefined)[] = [];
  for await (const message of selectMessages(failing, options({ profile }))) names.push(nameOf(message));
  expect(names).toEqual([code]);
});

it('says that it failed, and why to the store alone', async () => {
  // biome-ignore lint/correctness/useYield: it fails at once
  const failing = (async function* (): AsyncGenerator<string> {
    throw new Error('inner matters');
  })();
  const messages = selectMessages(failing, options());
  const { value } = await messages.next();
  expect(nameOf(value as Buffer)).toBe('InternalError');
  expect(String(value)).not.toContain('inner matters');
  await expect(messages.next()).rejects.toThrow('inner matters');
});

it('closes its source when it is left', async () => {
  let isClosed = false;
  const source = (async function* () {
    try {
      for (;;) yield 'x'.repeat(131_072);
    } finally {
      isClosed = true;
    }
  })();
  const messages = selectMessages(source, options());
  await messages.next();
  await messages.return(undefined);
  expect(isClosed).toBe(true);
});
