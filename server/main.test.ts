import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The program as a process, ended by itself; for one that runs, see the end-to-end tests. */
async function runToEnd(args: string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, { cwd: root, env: { PATH: process.env.PATH, ...environment } });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    ended.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.err += chunk;
  });
  [ended.code] = await once(child, 'close');
  return ended;
}

function expectSentence(ended: Ended, names: string): void {
  expect(ended).toEqual({ code: 1, out: '', err: expect.stringContaining(names) });
  expect(ended.err).toMatch(/^[^\n]+\.\n$/);
}

describe('the program that cannot start', () => {
  const program = 'build/server/main.js';
  let folder: string;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'server'], {
      cwd: root,
    });
    folder = await mkdtemp(join(tmpdir(), 'pail-main-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('says which port is taken, and leaves the data folder alone', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = String((other.address() as AddressInfo).port);
    const page = await runToEnd([program, '--port', taken, '--store-port', '0', '--data', join(folder, 'x')]);
    const store = await runToEnd([
      program,
      '--port',
      '0',
      '--store-port',
      taken,
      '--data',
      join(folder, 'x'),
    ]);
    other.close();
    expectSentence(page, `Port ${taken} on 127.0.0.1 is taken`);
    expect(page.err).toContain('--port');
    expectSentence(store, '--store-port');
    expect(await readdir(folder)).toEqual([]);
  });

  it('says that the data folder cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const ended = await runToEnd([program, '--port', '0', '--store-port', '0', '--data', join(file, 'data')]);
    await rm(file);
    expectSentence(ended, `cannot write to the data folder ${join(file, 'data')}`);
  });

  it.each([
    { args: ['--prot', '80'], environment: {}, names: '--prot' },
    { args: [], environment: { PAIL_PORT: 'http' }, names: 'PAIL_PORT' },
    { args: ['--host', '192.0.2.1'], environment: {}, names: '192.0.2.1' },
  ])('refuses $args with $environment', async ({ args, environment, names }) => {
    expectSentence(await runToEnd([program, ...args], environment), names);
  });

  it('refuses a key that no signature could carry', async () => {
    const ends = await runToEnd(
      [program, '--port', '0', '--store-port', '0', '--data', join(folder, 'keys')],
      {
        PAIL_ACCESS_KEY: 'a/b',
      },
    );
    await rm(join(folder, 'keys'), { recursive: true });
    expectSentence(ends, 'PAIL_ACCESS_KEY');
  });

  it('prints its flags when asked', async () => {
    const ended = await runToEnd([program, '--help']);
    expect([ended.code, ended.err]).toEqual([0, '']);
    for (const flag of ['--host', '--port', '--store-port', '--data', '--no-store']) {
      expect(ended.out).toContain(flag);
    }
  });
});

describe('npm start', () => {
  it.each(['18.20.4', '20.18.3'])('says that Node %s is too old', async (version) => {
    const old = `Object.defineProperty(process, 'versions', { value: { node: '${version}' } })`;
    const ended = await runToEnd(['--import', `data:text/javascript,${old}`, 'server/run.mjs']);
    expectSentence(ended, `Pail needs Node 20.19 or newer, and this is ${version}`);
  });
});
