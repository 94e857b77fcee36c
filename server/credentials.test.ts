import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCredentials } from './credentials.ts';
import { StartProblem } from './start-problem.ts';

describe('openCredentials', () => {
  let folder: string;
  const file = () => join(folder, 'credentials.json');
  const mode = async () => (await stat(file())).mode & 0o777;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pail-credentials-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('makes a secret of 160 random bits, for its owner alone, and keeps it', async () => {
    const first = await openCredentials(folder, {});
    expect(first).toEqual({ accessKeyId: 'pail', secretAccessKey: expect.stringMatching(/^[0-9a-f]{40}$/) });
    expect(await mode()).toBe(0o600);
    expect(await openCredentials(folder, {})).toEqual(first);
    expect(await readdir(folder)).toEqual(['credentials.json']);
  });

  it('makes another secret for another folder', async () => {
    const other = await mkdtemp(join(tmpdir(), 'pail-credentials-'));
    const secrets = [await openCredentials(folder, {}), await openCredentials(other, {})];
    await rm(other, { recursive: true });
    expect(secrets[0]?.secretAccessKey).not.toBe(secrets[1]?.secretAccessKey);
  });

  it('takes back rights that others were given on the file', async () => {
    await openCredentials(folder, {});
    await chmod(file(), 0o644);
    await openCredentials(folder, {});
    expect(await mode()).toBe(0o600);
  });

  it('takes both keys from the environment and writes nothing', async () => {
    const environment = { PAIL_ACCESS_KEY: 'me', PAIL_SECRET_KEY: 'long enough' };
    await expect(openCredentials(folder, environment)).rejects.toThrow(StartProblem);
    environment.PAIL_ACCESS_KEY = 'some.one';
    await expect(openCredentials(folder, environment)).rejects.toThrow('PAIL_SECRET_KEY');
    environment.PAIL_SECRET_KEY = 'long/enough+=';
    expect(await openCredentials(folder, environment)).toEqual({
      accessKeyId: 'some.one',
      secretAccessKey: 'long/enough+=',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes one key from the environment and the other from the file', async () => {
    const kept = await openCredentials(folder, {});
    const mixed = await openCredentials(folder, { PAIL_ACCESS_KEY: 'someone', PAIL_SECRET_KEY: '' });
    expect(mixed).toEqual({ accessKeyId: 'someone', secretAccessKey: kept.secretAccessKey });
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual(kept);
  });

  it.each(['', '{', '[]', '{"accessKeyId":"pail"}', '{"accessKeyId":"a/b","secretAccessKey":"12345678"}'])(
    'refuses a file with %s and leaves it as it is',
    async (text) => {
      await writeFile(file(), text);
      await expect(openCredentials(folder, {})).rejects.toThrow(StartProblem);
      expect(await readFile(file(), 'utf8')).toBe(text);
    },
  );
});
