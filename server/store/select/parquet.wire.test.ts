import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
  SelectObjectContentCommand,
} from '@aws-sdk/client-s3';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { rawRequest } from '../testing/raw-request.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';

const Bucket = 'parquet';
let folder: string;
let test: TestStore;
let client: S3Client;
let parquet: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-parquet-'));
  const file = join(folder, 'made.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT range::INTEGER AS id, 'name ' || range AS "Name", range / 2 AS half, (range * 1.5)::DECIMAL(9, 2) AS price,
      range % 2 = 0 AS even, TIMESTAMP '2020-01-01 00:00:00' + to_hours(range::INTEGER) AS at,
      CASE WHEN range = 1 THEN NULL ELSE [range, range + 1] END AS list, {'a': {'b': range}} AS nested
    FROM range(5000)) TO '${file}' (FORMAT parquet)`);
  connection.closeSync();
  parquet = await readFile(file);
  await rm(file);

  test = await startTestStore();
  client = new S3Client({
    endpoint: test.origin,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: testCredentials,
    maxAttempts: 1,
  });
  await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutObjectCommand({ Bucket, Key: 'k', Body: parquet }));
  await client.send(new PutObjectCommand({ Bucket, Key: 'cut', Body: parquet.subarray(0, -20) }));
});

afterAll(async () => {
  client.destroy();
  await test.close();
  await rm(folder, { recursive: true });
});

async function select(Expression: string, output: 'CSV' | 'JSON', Key = 'k'): Promise<string> {
  const { Payload } = await client.send(
    new SelectObjectContentCommand({
      Bucket,
      Key,
      Expression,
      ExpressionType: 'SQL',
      InputSerialization: { Parquet: {} },
      OutputSerialization: { [output]: {} },
    }),
  );
  let text = '';
  for await (const event of Payload ?? []) text += Buffer.from(event.Records?.Payload ?? []).toString('utf8');
  return text;
}

it.each([
  {
    expression: 'select * from s3object limit 1',
    output: 'CSV' as const,
    text: '0,name 0,0,0.00,true,2020-01-01T00:00:00Z,"[0,1]","{""a"":{""b"":0}}"\n',
  },
  {
    expression: 'select * from s3object s where s.id = 1',
    output: 'JSON' as const,
    text: '{"id":1,"Name":"name 1","half":0.5,"price":1.50,"even":false,"at":"2020-01-01T01:00:00Z","list":null,"nested":{"a":{"b":1}}}\n',
  },
  {
    expression: "select s.name, s.nested.a.b, s.list[1] as second from s3object s where s.at = '2020-01-02T'",
    output: 'JSON' as const,
    text: '{"name":"name 24","b":24,"second":25}\n',
  },
  {
    expression:
      'select count(*), sum(id), max(price), min(at), avg(half) from s3object where even and id < 10',
    output: 'CSV' as const,
    text: '5,20,12.00,2020-01-01T00:00:00Z,2\n',
  },
  { expression: 'select _2 from s3object where _1 > 4998', output: 'CSV' as const, text: 'name 4999\n' },
])('Parquet: $expression', async ({ expression, output, text }) => {
  expect(await select(expression, output)).toBe(text);
  await vi.waitFor(async () => expect(await readdir(join(test.dataDir, 'incoming'))).toEqual([]));
});

it('streams all of it', async () => {
  const text = await select('select id from s3object', 'CSV');
  expect(text).toBe(Array.from({ length: 5000 }, (_, id) => `${id}\n`).join(''));
});

it('refuses what is damaged, and leaves nothing of it', async () => {
  await expect(select('select * from s3object', 'CSV', 'cut')).rejects.toMatchObject({
    name: 'ParquetParsingError',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(select('select nope from s3object', 'CSV')).rejects.toMatchObject({
    name: 'EvaluatorBindingDoesNotExist',
  });
  await vi.waitFor(async () => expect(await readdir(join(test.dataDir, 'incoming'))).toEqual([]));
});

interface Refused {
  url: string;
  headers: Record<string, string>;
  body: string;
  status: number;
  code: string;
}

const body = `<SelectRequest><Expression>select count(*) from s3object</Expression><ExpressionType>SQL</ExpressionType>
  <InputSerialization><Parquet/></InputSerialization><OutputSerialization><CSV/></OutputSerialization></SelectRequest>`;

it.each<Refused>([
  {
    url: '/parquet/k?select&select-type=2',
    headers: { range: 'bytes=0-1' },
    body,
    status: 400,
    code: 'UnsupportedRangeHeader',
  },
  { url: '/parquet/k?select&select-type=2', headers: {}, body: '', status: 400, code: 'EmptyRequestBody' },
  { url: '/parquet/k?select&select-type=2', headers: {}, body: '<a', status: 400, code: 'MalformedXML' },
  { url: '/parquet/k?select&select-type=1', headers: {}, body, status: 400, code: 'InvalidRequest' },
  { url: '/parquet/k?select', headers: {}, body, status: 400, code: 'InvalidRequest' },
  { url: '/parquet/none?select&select-type=2', headers: {}, body, status: 404, code: 'NoSuchKey' },
  { url: '/nowhere/k?select&select-type=2', headers: {}, body, status: 404, code: 'NoSuchBucket' },
])('is refused: $url as $code', async ({ url, headers, body: sent, status, code }) => {
  const answer = await rawRequest(test, { method: 'POST', url, headers, body: sent });
  expect(answer.status).toBe(status);
  expect(answer.body).toContain(`<Code>${code}</Code>`);
});

it('is answered in chunks, as events that are no document', async () => {
  const answer = await rawRequest(test, { method: 'POST', url: '/parquet/k?select=&select-type=2', body });
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'transfer-encoding': 'chunked',
  });
  expect(answer.headers).not.toHaveProperty('content-length');
  expect(answer.body).toContain('5000\n');
});
