import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openMasterKey } from './master-key.ts';

let dataDir: string;
const keyPath = () => join(dataDir, 'encryption.key');

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pail-key-'));
});

afterEach(() => rm(dataDir, { recursive: true }));

it('makes a key once and then keeps it', async () => {
  const made = await openMasterKey(dataDir);
  expect(made.length).toBe(32);
  expect((await openMasterKey(dataDir)).equals(made)).toBe(true);
  expect((await readFile(keyPath())).equals(made)).toBe(true);
  expect(await readdir(dataDir)).toEqual(['encryption.key']);
});

it.skipIf(process.platform === 'win32')('makes it for its owner alone', async () => {
  await openMasterKey(dataDir);
  expect((await stat(keyPath())).mode & 0o777).toBe(0o600);
});

it('makes another for another folder', async () => {
  const first = await openMasterKey(dataDir);
  await rm(keyPath());
  expect((await openMasterKey(dataDir)).equals(first)).toBe(false);
});

it('does not take what an earlier process left half written', async () => {
  await writeFile(`${keyPath()}.new`, 'half');
  expect((await openMasterKey(dataDir)).length).toBe(32);
  expect(await readdir(dataDir)).toEqual(['encryption.key']);
});

it.each([0, 31, 33])('refuses a key of %i bytes and leaves it', async (length) => {
  const damaged = Buffer.alloc(length, 7);
  await writeFile(keyPath(), damaged);
  await expect(openMasterKey(dataDir)).rejects.toThrow(`it has ${length} bytes instead of 32`);
  expect((await readFile(keyPath())).equals(damaged)).toBe(true);
});

it('does not take the place of what it cannot read', async () => {
  await mkdir(keyPath());
  await expect(openMasterKey(dataDir)).rejects.toMatchObject({ code: 'EISDIR' });
  expect(await readdir(dataDir)).toEqual(['encryption.key']);
});
