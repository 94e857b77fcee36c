import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { S3Profile } from '../../connection.ts';
import { StorageError } from '../../errors.ts';
import type { Transport } from '../../http/transport.ts';
import type { SelectOperations } from '../../object-operations.ts';
import type { SelectInput, SelectSignal } from '../../select-types.ts';
import { countsEvent, eventMessage, joinBytes, selectEvent } from '../../testing/event-stream.ts';
import { createFakeTransport, type FakeTransport } from '../../testing/fake-transport.ts';
import { createS3Driver } from '../s3-driver.ts';

const profile: S3Profile = {
  name: '',
  protocol: 's3',
  endpoint: 'https://host:9000',
  region: 'us-east-1',
  addressing: 'path',
};
const input: SelectInput = {
  bucket: 'b',
  key: 'in/100% of \u202e.csv',
  expression: 'select * from S3Object',
  input: { kind: 'csv', header: 'USE' },
  output: 'json',
};
const end = selectEvent('End');
let network: FakeTransport;

beforeEach(() => {
  network = createFakeTransport();
});

afterEach(() => network.expectNothingLeft());

function select(transport: Transport = network.transport): SelectOperations {
  const credentials = { accessKeyId: 'AK', secretAccessKey: 'SK' };
  const operations = createS3Driver({ profile, credentials }, { transport }).select;
  if (!operations) throw new Error('S3 has queries.');
  return operations;
}

async function all(signals: AsyncIterable<SelectSignal>): Promise<unknown[]> {
  const heard: unknown[] = [];
  for await (const signal of signals) {
    heard.push(signal.kind === 'records' ? new TextDecoder().decode(signal.bytes) : signal);
  }
  return heard;
}

const refusal = (code: string, message = 'As the service says it.') =>
  `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>R1</RequestId></Error>`;

describe('a query', () => {
  it('is one signed POST, and answers in the order of the server', async () => {
    const heard = all(select().query(input));
    const { request, url, respondWith } = await network.nextRequest();
    expect(request).toMatchObject({ method: 'POST', idleTimeout: 600_000 });
    expect(url.pathname).toBe('/b/in/100%25%20of%20%E2%80%AE.csv');
    expect([...url.searchParams]).toEqual([
      ['select', ''],
      ['select-type', '2'],
    ]);
    expect(request.headers.authorization).toContain('/us-east-1/s3/aws4_request');
    expect(request.headers['content-type']).toBe('application/xml');
    expect(request.body).toContain('<Expression>select * from S3Object</Expression>');
    respondWith({
      body: joinBytes(
        selectEvent('Cont'),
        selectEvent('Records', '{"a":1}\n{"a"'),
        countsEvent('Progress', 10),
        selectEvent('Records', ':2}\n'),
        countsEvent('Stats', 20),
        end,
      ),
    });
    expect(await heard).toEqual([
      '{"a":1}\n{"a"',
      { kind: 'progress', counts: { scanned: 10, processed: 20, returned: 3 } },
      ':2}\n',
      { kind: 'stats', counts: { scanned: 20, processed: 20, returned: 3 } },
    ]);
  });

  it("reads MinIO's Progress, which closes with another tag, and a count that it does not know", async () => {
    const heard = all(select().query(input));
    (await network.nextRequest()).respondWith({
      body: joinBytes(countsEvent('Progress', 10, 'Stats'), countsEvent('Stats', -1), end),
    });
    expect(await heard).toMatchObject([
      { counts: { scanned: 10 } },
      { kind: 'stats', counts: { scanned: undefined, processed: 20 } },
    ]);
  });

  it('goes to a version, and with a key of one’s own', async () => {
    const customerKey = new TextEncoder().encode('32byteslongsecretkeymustprovided');
    const heard = all(select().query({ ...input, versionId: 'v1', customerKey }));
    const { request, url, respondWith } = await network.nextRequest();
    expect(url.searchParams.get('versionId')).toBe('v1');
    expect(request.headers).toMatchObject({
      'x-amz-server-side-encryption-customer-algorithm': 'AES256',
      'x-amz-server-side-encryption-customer-key': 'MzJieXRlc2xvbmdzZWNyZXRrZXltdXN0cHJvdmlkZWQ=',
      'x-amz-server-side-encryption-customer-key-md5': '7PpPLAK26ONlVUGOWlusfg==',
    });
    respondWith({ body: end });
    expect(await heard).toEqual([]);
  });

  it.each([
    [400, 'ParseUnexpectedToken', 'query-refused'],
    [400, 'ParseSelectFailure', 'query-refused'],
    [400, 'LexerInvalidChar', 'query-refused'],
    [400, 'EvaluatorBindingDoesNotExist', 'query-refused'],
    [400, 'MissingHeaders', 'query-refused'],
    [400, 'UnsupportedSqlStructure', 'query-refused'],
    [400, 'ExpressionTooLong', 'query-refused'],
    [400, 'InvalidCompressionFormat', 'wrong-format'],
    [400, 'InvalidTextEncoding', 'wrong-format'],
    [400, 'ParquetParsingError', 'wrong-format'],
    [400, 'InvalidRequestParameter', 'invalid-argument'],
    [400, 'MalformedXML', 'invalid-argument'],
    [500, 'InternalError', 'server-error'],
    [501, 'NotImplemented', 'not-supported'],
    [405, 'MethodNotAllowed', 'not-supported'],
    [403, 'AccessDenied', 'access-denied'],
    [404, 'NoSuchKey', 'no-such-key'],
    [404, 'NoSuchBucket', 'no-such-bucket'],
  ])('answered %i %s rejects with %s', async (status, serviceCode, code) => {
    const heard = all(select().query(input));
    (await network.nextRequest()).respondWith({ status, body: refusal(serviceCode) });
    await expect(heard).rejects.toMatchObject({
      code,
      status,
      serviceCode,
      serviceMessage: 'As the service says it.',
      requestId: 'R1',
    });
  });

  it.each([
    ['EvaluatorInvalidArguments', 'query-refused'],
    ['CSVParsingError', 'wrong-format'],
    ['InternalError', 'query-refused'],
    ['Busy', 'too-busy'],
    ['AccessDenied', 'access-denied'],
  ])('that %s ends on the way gives what came, then rejects with %s', async (serviceCode, code) => {
    const signals = select().query(input);
    const first = signals.next();
    const failure = {
      ':message-type': 'error',
      ':error-code': serviceCode,
      ':error-message': 'No column x.',
    };
    (await network.nextRequest()).respondWith({
      body: joinBytes(selectEvent('Records', '{}\n'), eventMessage(failure)),
    });
    expect(await first).toMatchObject({ value: { kind: 'records' } });
    await expect(signals.next()).rejects.toMatchObject({ code, serviceCode, serviceMessage: 'No column x.' });
  });

  it.each([
    ['after whole messages', joinBytes(selectEvent('Records', '{}\n'), countsEvent('Stats', 1))],
    ['within a message', joinBytes(selectEvent('Records', '{}\n'), end.subarray(0, 30))],
  ])('that stops %s, without an end, is no result', async (_, body) => {
    const heard = all(select().query(input));
    (await network.nextRequest()).respondWith({ body });
    await expect(heard).rejects.toMatchObject({ code: 'network', retryable: true });
  });

  it('that is damaged on the way is no result', async () => {
    const damaged = Uint8Array.from(selectEvent('Records', '{"a":1}\n'));
    damaged[damaged.length - 8] = 0;
    const heard = all(select().query(input));
    (await network.nextRequest()).respondWith({ body: joinBytes(selectEvent('Cont'), damaged, end) });
    await expect(heard).rejects.toMatchObject({ code: 'not-s3', retryable: true });
  });

  it.each([
    ['nothing', undefined],
    ['a document', '<?xml version="1.0"?><Result/>'],
    ['a page', '<!doctype html><title>Files</title>'],
  ])('is not supported where %s comes instead', async (_, body) => {
    const heard = all(select().query(input));
    (await network.nextRequest()).respondWith({ body });
    await expect(heard).rejects.toMatchObject({ code: 'not-supported' });
  });

  it('refuses messages that are no events', async () => {
    const heard = all(select().query(input));
    (await network.nextRequest()).respondWith({ body: eventMessage({ a: 'b' }) });
    await expect(heard).rejects.toMatchObject({ code: 'not-s3' });
  });

  it('sends nothing that XML cannot carry, nor a key that is none', async () => {
    const control = { kind: 'csv', header: 'USE', fieldDelimiter: '\u0001' } as const;
    await expect(all(select().query({ ...input, input: control }))).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    await expect(all(select().query({ ...input, customerKey: new Uint8Array(3) }))).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('stops when it is aborted before an answer', async () => {
    const stop = new AbortController();
    const heard = all(select().query(input, { signal: stop.signal }));
    await network.nextRequest();
    stop.abort();
    await expect(heard).rejects.toMatchObject({ code: 'aborted' });
  });

  it('ends the request when nobody reads on', async () => {
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(selectEvent('Records', '{}\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    const signals = select(async () => ({ status: 200, headers: {}, body })).query(input);
    expect(await signals.next()).toMatchObject({ value: { kind: 'records' } });
    await signals.return();
    expect(cancelled).toBe(true);
  });
});

describe('the probe', () => {
  const ref = { bucket: 'b', key: 'k' };

  it('asks for nothing', async () => {
    const probe = select().probe(ref);
    const { request, url, respondWith } = await network.nextRequest();
    expect(request.method).toBe('POST');
    expect(url.search).toContain('select-type=2');
    expect(request.body).toBe('<SelectObjectContentRequest/>');
    respondWith({ status: 400, body: refusal('MissingRequiredParameter') });
    await expect(probe).resolves.toBeUndefined();
  });

  it.each([
    [400, 'MalformedXML'],
    [403, 'AccessDenied'],
    [404, 'NoSuchKey'],
    [500, 'InternalError'],
  ])('%i %s leaves it open', async (status, code) => {
    const probe = select().probe(ref);
    (await network.nextRequest()).respondWith({ status, body: refusal(code) });
    await expect(probe).resolves.toBeUndefined();
  });

  it.each([
    [501, 'NotImplemented'],
    [405, 'MethodNotAllowed'],
  ])('%i %s says that there is none', async (status, serviceCode) => {
    const probe = select().probe(ref);
    (await network.nextRequest()).respondWith({ status, body: refusal(serviceCode) });
    await expect(probe).rejects.toMatchObject({ code: 'not-supported', status, serviceCode });
  });

  it('passes on that nothing answers', async () => {
    const probe = select().probe(ref);
    (await network.nextRequest()).failWith(new StorageError('network'));
    await expect(probe).rejects.toMatchObject({ code: 'network' });
  });
});
