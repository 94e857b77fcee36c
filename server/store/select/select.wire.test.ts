import { gzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  type InputSerialization,
  type OutputSerialization,
  PutObjectCommand,
  S3Client,
  SelectObjectContentCommand,
  type SelectObjectContentCommandInput,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const Bucket = 'select';
let test: TestStore;
let client: S3Client;

beforeAll(async () => {
  test = await startTestStore();
  client = clientOf(test);
  await client.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  client.destroy();
  await test.close();
});

const clientOf = ({ origin }: TestStore) =>
  new S3Client({
    endpoint: origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });

const put = (Key: string, Body: string | Buffer) => client.send(new PutObjectCommand({ Bucket, Key, Body }));

interface Selected {
  text: string;
  events: string[];
  stats: Record<string, number | undefined> | undefined;
  sizes: number[];
}

const csv: InputSerialization = { CSV: {} };
const toCsv: OutputSerialization = { CSV: {} };

async function select(
  Key: string,
  Expression: string,
  InputSerialization: InputSerialization = csv,
  OutputSerialization: OutputSerialization = toCsv,
  rest: Partial<SelectObjectContentCommandInput> = {},
  by = client,
): Promise<Selected> {
  const { Payload } = await by.send(
    new SelectObjectContentCommand({
      Bucket,
      Key,
      Expression,
      ExpressionType: 'SQL',
      InputSerialization,
      OutputSerialization,
      ...rest,
    }),
  );
  const selected: Selected = { text: '', events: [], stats: undefined, sizes: [] };
  for await (const event of Payload ?? []) {
    selected.events.push(...Object.keys(event));
    if (event.Stats) selected.stats = { ...event.Stats.Details };
    const payload = event.Records?.Payload;
    if (payload === undefined) continue;
    selected.text += Buffer.from(payload).toString('utf8');
    selected.sizes.push(payload.length);
  }
  return selected;
}

const people = 'id,Name,age\n1,Ann,41\n2,Bob,7\n10,"Cy, the ""third""",33\n';
const named: InputSerialization = { CSV: { FileHeaderInfo: 'USE' } };

describe('a CSV file', () => {
  beforeAll(async () => {
    await put('people.csv', people);
    await put('people.csv.gz', gzipSync(people));
    await put('empty.csv', '');
  });

  it('comes back as it is, with the counts and the end', async () => {
    const plain = 'a,b\n1,2\n,\n';
    await put('plain.csv', plain);
    expect(await select('plain.csv', 'select * from s3object')).toEqual({
      text: plain,
      events: ['Records', 'Stats', 'End'],
      stats: { BytesScanned: plain.length, BytesProcessed: plain.length, BytesReturned: plain.length },
      sizes: [plain.length],
    });
  });

  it('is filtered by its columns', async () => {
    const { text } = await select(
      'people.csv',
      "SELECT s.id, s.name FROM S3Object s WHERE CAST(s.age AS INT) > 30 AND s.Name LIKE '%n%'",
      named,
    );
    expect(text).toBe('1,Ann\n');
  });

  it('is written as JSON', async () => {
    const { text } = await select('people.csv', 'select * from s3object s limit 1', named, { JSON: {} });
    expect(text).toBe('{"id":"1","Name":"Ann","age":"41"}\n');
  });

  it('is written with other signs', async () => {
    const { text } = await select(
      'people.csv',
      'select s.name, s.id from s3object s where s.id = 10',
      named,
      {
        CSV: {
          FieldDelimiter: ';',
          RecordDelimiter: '|',
          QuoteFields: 'ALWAYS',
          QuoteCharacter: "'",
          QuoteEscapeCharacter: '\\',
        },
      },
    );
    expect(text).toBe(`'Cy, the "third"';'10'|`);
  });

  it('is counted and summed up, also in more batches than one', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `${index},row number ${index}\n`).join('');
    await put('long.csv', lines);
    const totals = 'select count(*), sum(cast(s._1 as int)), min(s._1), max(s._1), avg(s._1) from s3object s';
    expect((await select('long.csv', totals)).text).toBe('100000,4999950000,0,99999,49999.5\n');
    const { text, sizes, events, stats } = await select('long.csv', 'select * from s3object');
    expect(text).toBe(lines);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(128 * 1024);
    expect(sizes.length).toBeGreaterThan(lines.length / 128 / 1024);
    expect(events.slice(-2)).toEqual(['Stats', 'End']);
    expect(stats?.BytesReturned).toBe(lines.length);
  });

  it('is decompressed', async () => {
    const input = { CSV: { FileHeaderInfo: 'IGNORE' as const }, CompressionType: 'GZIP' as const };
    const { text, stats } = await select('people.csv.gz', 'select _1 from s3object', input);
    expect(text).toBe('1\n2\n10\n');
    expect(stats).toMatchObject({
      BytesScanned: gzipSync(people).length,
      BytesProcessed: people.length,
    });
  });

  it('is scanned in ranges that give every record once', async () => {
    const texts: string[] = [];
    for (let start = 0; start < people.length; start += 7) {
      const ScanRange = { Start: start, End: start + 6 };
      texts.push((await select('people.csv', 'select id from s3object', named, toCsv, { ScanRange })).text);
    }
    expect(texts.join('')).toBe('1\n2\n10\n');
  });

  it('may be empty', async () => {
    expect(await select('empty.csv', 'select * from s3object')).toMatchObject({
      text: '',
      events: ['Stats', 'End'],
    });
    expect((await select('empty.csv', 'select count(*) from s3object', named)).text).toBe('0\n');
  });

  it('is told of while it is read', async () => {
    const { events } = await select('people.csv', 'select * from s3object', csv, toCsv, {
      RequestProgress: { Enabled: true },
    });
    expect(events).toEqual(['Records', 'Progress', 'Stats', 'End']);
  });
});

describe('JSON', () => {
  const lines: InputSerialization = { JSON: { Type: 'LINES' } };
  const whole: InputSerialization = { JSON: { Type: 'DOCUMENT' } };
  const toJson: OutputSerialization = { JSON: { RecordDelimiter: ';' } };

  it('is selected from line by line', async () => {
    await put('lines.json', '{"a":{"b":1.5},"n":"x"}\n{"a":{"b":20}}\n');
    expect((await select('lines.json', 'select s.a.b, s.n from s3object s', lines, toJson)).text).toBe(
      '{"b":1.5,"n":"x"};{"b":20};',
    );
    expect(
      (await select('lines.json', 'select sum(s.a.b) as total from s3object s', lines, toJson)).text,
    ).toBe('{"total":21.5};');
  });

  it('is selected from within a document', async () => {
    await put(
      'document.json',
      '{"skip":[1,{"items":[9]}],\n "items":[{"id":1},{"id":2,"tag":["p","q"]},{}]}',
    );
    const items = 'select s.id, s.tag[1] as tag from S3Object[*].items[*] s';
    expect((await select('document.json', items, whole, toJson)).text).toBe(
      '{"id":1};{"id":2,"tag":"q"};{};',
    );
    expect((await select('document.json', 'select s.items[0].id from s3object s', whole)).text).toBe('1\n');
  });
});

describe('what cannot be selected', () => {
  beforeAll(async () => {
    await put('wrong.csv', 'n\n1\ntwo\n');
  });

  it.each([
    { expression: 'select', code: 'ParseEmptySelect' },
    { expression: 'select * from s3object order by 1', code: 'ParseUnsupportedSyntax' },
    { expression: "select * from read_text('/etc/passwd')", code: 'ParseUnexpectedToken' },
    { expression: 'select s.nope from s3object s', code: 'MissingHeaders' },
  ])('is refused: $expression', async ({ expression, code }) => {
    await expect(select('wrong.csv', expression, named)).rejects.toMatchObject({
      name: code,
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    { key: 'wrong.csv', input: { CompressionType: 'GZIP' as const }, code: 'InvalidCompressionFormat' },
    { key: 'wrong.csv', input: { CompressionType: 'BZIP2' as const }, code: 'InvalidCompressionFormat' },
    {
      key: 'wrong.csv',
      input: { CSV: undefined, JSON: { Type: 'LINES' as const } },
      code: 'JSONParsingError',
    },
    { key: 'wrong.csv', input: { CSV: undefined, Parquet: {} }, code: 'ParquetParsingError' },
    { key: 'wrong.csv', input: { JSON: { Type: 'LINES' as const } }, code: 'ObjectSerializationConflict' },
    { key: 'nowhere', input: {}, code: 'NoSuchKey' },
  ])('is an object that is not as the request has it: $code', async ({ key, input, code }) => {
    await expect(select(key, 'select * from s3object', { ...csv, ...input })).rejects.toMatchObject({
      name: code,
    });
  });

  it('is found out in the middle', async () => {
    await expect(select('wrong.csv', 'select cast(n as int) from s3object', named)).rejects.toThrow(
      /converted/,
    );
  });

  it('has the codes of MinIO in its profile', async () => {
    const minio = await startTestStore({ profile: 'minio' });
    const by = clientOf(minio);
    try {
      await by.send(new CreateBucketCommand({ Bucket }));
      await by.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'a\n1\n' }));
      await expect(
        select('k', 'select * from s3object order by a', named, toCsv, {}, by),
      ).rejects.toMatchObject({ name: 'ParseSelectFailure' });
      await expect(select('k', 'select nope from s3object', named, toCsv, {}, by)).rejects.toMatchObject({
        name: 'InternalError',
        message: expect.stringContaining('nope'),
      });
    } finally {
      by.destroy();
      await minio.close();
    }
  });
});

it('reads what is encrypted with the key of the customer, and with it alone', async () => {
  const key = Buffer.from('32byteslongsecretkeymustprovided');
  const withKey = { SSECustomerAlgorithm: 'AES256', SSECustomerKey: key as unknown as string };
  await client.send(new PutObjectCommand({ Bucket, Key: 'secret.csv', Body: people, ...withKey }));
  const names = 'select name from s3object limit 2';
  expect((await select('secret.csv', names, named, toCsv, withKey)).text).toBe('Ann\nBob\n');
  await expect(select('secret.csv', names, named)).rejects.toMatchObject({ name: 'InvalidRequest' });
});

it('stops when the client goes away', async () => {
  await put('large.csv', `${'x'.repeat(1000)}\n`.repeat(20_000));
  const leave = async () => {
    const abort = new AbortController();
    const { Payload } = await client.send(
      new SelectObjectContentCommand({
        Bucket,
        Key: 'large.csv',
        Expression: 'select * from s3object',
        ExpressionType: 'SQL',
        InputSerialization: csv,
        OutputSerialization: toCsv,
      }),
      { abortSignal: abort.signal },
    );
    const first = await Payload?.[Symbol.asyncIterator]().next();
    abort.abort();
    return first;
  };
  // Four queries may run at a time: were the places of these lost, the next one would wait for ever.
  const left = await Promise.all(Array.from({ length: 4 }, leave));
  for (const first of left) expect(first).toMatchObject({ done: false });
  expect((await select('large.csv', 'select count(*) from s3object')).text).toBe('20000\n');
});
