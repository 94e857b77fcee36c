import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection, openEngine } from './engine.ts';

type Connection = Awaited<ReturnType<typeof openConnection>>;

let folder: string;
let mine: string;
let secret: string;
let without: Connection;
let withFile: Connection;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pail-engine-'));
  mine = join(folder, 'mine.csv');
  secret = join(folder, 'secret.csv');
  await writeFile(mine, 'a\n1\n');
  await writeFile(secret, 'a\nsecret\n');
  without = await openConnection(undefined);
  withFile = await openConnection(mine);
});

afterAll(async () => {
  without.closeSync();
  withFile.closeSync();
  await rm(folder, { recursive: true });
});

/** What a query could do if the translator let every text through. */
const attempts = [
  { what: 'read a file', sql: () => `SELECT * FROM read_csv('${secret}')` },
  { what: 'read a text', sql: () => `SELECT * FROM read_text('${secret}')` },
  { what: 'read bytes', sql: () => `SELECT * FROM read_blob('${secret}')` },
  { what: 'read JSON', sql: () => `SELECT * FROM read_json('${secret}')` },
  { what: 'read Parquet', sql: () => `SELECT * FROM read_parquet('${secret}')` },
  { what: 'read a file by its name', sql: () => `SELECT * FROM '${secret}'` },
  { what: 'look into a file', sql: () => `SELECT * FROM sniff_csv('${secret}')` },
  { what: 'list a folder', sql: () => `SELECT * FROM glob('${folder}/*')` },
  { what: 'read beside its file', sql: () => `SELECT * FROM read_csv('${folder}/*.csv')` },
  { what: 'leave its file by dots', sql: () => `SELECT * FROM read_csv('${mine}/../secret.csv')` },
  { what: 'write a file', sql: () => `COPY (SELECT 1) TO '${folder}/written.csv'` },
  { what: 'export', sql: () => `EXPORT DATABASE '${folder}/export'` },
  { what: 'attach a database', sql: () => `ATTACH '${folder}/database.db'` },
  { what: 'import', sql: () => `IMPORT DATABASE '${folder}'` },
  { what: 'install an extension', sql: () => 'INSTALL httpfs' },
  { what: 'load an extension', sql: () => 'LOAD httpfs' },
  { what: 'load a file as an extension', sql: () => `LOAD '${folder}/x.duckdb_extension'` },
  { what: 'keep a secret', sql: () => 'CREATE PERSISTENT SECRET s (TYPE http)' },
  { what: 'read the environment', sql: () => `SELECT getenv('HOME')` },
  { what: 'read the environment as a file', sql: () => `SELECT * FROM read_text('/proc/self/environ')` },
  { what: 'allow files', sql: () => 'SET enable_external_access = true' },
  { what: 'allow another path', sql: () => `SET allowed_paths = ['${secret}']` },
  { what: 'allow a folder', sql: () => `SET allowed_directories = ['${folder}']` },
  { what: 'undo the lock', sql: () => 'SET lock_configuration = false' },
  { what: 'reset the lock', sql: () => 'RESET lock_configuration' },
  { what: 'take more memory', sql: () => `SET memory_limit = '8GB'` },
  { what: 'take more threads', sql: () => 'PRAGMA threads = 8' },
  { what: 'spill to a folder', sql: () => `SET temp_directory = '${folder}'` },
  { what: 'load extensions by itself', sql: () => 'SET autoload_known_extensions = true' },
  { what: 'profile to a file', sql: () => `SET profiling_output = '${folder}/profile'` },
  { what: 'fill the memory', sql: () => 'CREATE TABLE t AS SELECT * FROM range(1000000000)' },
];

describe('the engine', () => {
  it.each(attempts)('cannot $what', async ({ sql }) => {
    await expect(without.run(sql())).rejects.toThrow(/Error: /);
    await expect(withFile.run(sql())).rejects.toThrow(/Error: /);
    expect((await readdir(folder)).sort()).toEqual(['mine.csv', 'secret.csv']);
  });

  it('can read the one file that it is given', async () => {
    const rows = await withFile.runAndReadAll(`SELECT * FROM read_csv('${mine}')`);
    expect(rows.getRowsJson()).toEqual([['1']]);
  });

  it('reaches no address', async () => {
    let asked = 0;
    const server = createServer((_, res) => {
      asked += 1;
      res.end('a\n1\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    for (const scheme of ['http', 's3', 'https', 'hf', 'gcs']) {
      const url = `${scheme}://127.0.0.1:${port}/x.csv`;
      await expect(without.run(`SELECT * FROM read_csv('${url}')`)).rejects.toThrow(/Error: /);
      await expect(withFile.run(`SELECT * FROM '${url}'`)).rejects.toThrow(/Error: /);
    }
    await new Promise((resolve) => server.close(resolve));
    expect(asked).toBe(0);
  });

  it.each([
    ...attempts.map(({ sql }) => ({ sql })),
    // The engine would take this, and end the process when it cannot write.
    { sql: () => `CALL enable_logging(storage = 'file', storage_path = '${folder}/log')` },
    { sql: () => `SELECT * FROM enable_logging(storage = 'file')` },
    { sql: () => `SELECT "read_csv"('${secret}')` },
    { sql: () => `SELECT u FROM source; SELECT 1` },
    { sql: () => 'SELECT u FROM source -- more' },
    { sql: () => 'SELECT u /* more */ FROM source' },
    { sql: () => `SELECT u FROM source WHERE u = $$a$$` },
    { sql: () => `SELECT u FROM source WHERE u = e'a'` },
    { sql: () => 'SELECT u FROM source\0' },
    { sql: () => 'SELECT u FROM "source"' },
  ])('is not even asked to', async ({ sql }) => {
    const engine = await openEngine({ file: mine, limitMs: 10_000, signal: new AbortController().signal });
    await expect(engine.prepare(sql())).rejects.toThrow(/not meant|^Permission Error/);
    engine.close();
  });

  it('takes one statement at a time', async () => {
    await expect(without.prepare('SELECT 1; SELECT 2')).rejects.toThrow(/multiple statements/);
  });
});

const many = `(SELECT unnest(string_split('${'x '.repeat(20_000)}', ' ')))`;
/** Would take days. */
const endless = `SELECT CAST(count(*) AS VARCHAR) FROM ${many}, ${many}, ${many}`;

describe('a long query', () => {
  const open = (limitMs: number, signal = new AbortController().signal) =>
    openEngine({ file: undefined, limitMs, signal });

  it('is ended when its time is up', async () => {
    const engine = await open(200);
    const prepared = await engine.prepare(endless);
    await expect(prepared.rows(undefined).next()).rejects.toMatchObject({ code: 'ExternalEvalException' });
    engine.close();
  });

  it('is ended when nobody waits for it', async () => {
    const gone = new AbortController();
    const engine = await open(600_000, gone.signal);
    const prepared = await engine.prepare(endless);
    const row = prepared.rows(undefined).next();
    gone.abort(new Error('gone'));
    await expect(row).rejects.toThrow('gone');
    engine.close();
  });
});
