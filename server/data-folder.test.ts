import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lockAddress, openDataFolder } from './data-folder.ts';
import { StartProblem } from './start-problem.ts';

describe('openDataFolder', () => {
  let parent: string;

  beforeEach(async () => {
    parent = await realpath(await mkdtemp(join(tmpdir(), 'pail-folder-')));
  });
  afterEach(async () => {
    await rm(parent, { recursive: true });
  });

  it('makes the folder, and leaves nothing of its own in it', async () => {
    const folder = await openDataFolder(join(parent, 'a/b'));
    expect(folder.path).toBe(join(parent, 'a/b'));
    expect(await readdir(folder.path)).toEqual([]);
    await folder.release();
  });

  it.each(['file', 'file/below'])('refuses %s in one sentence', async (name) => {
    await writeFile(join(parent, 'file'), '');
    const opening = openDataFolder(join(parent, name));
    await expect(opening).rejects.toThrow(StartProblem);
    await expect(opening).rejects.toThrow(`${join(parent, name)} (a file is in its place)`);
  });

  it('ends with a sentence where the system makes no folders', async () => {
    const folder = process.platform === 'linux' ? '/proc/nowhere/data' : '/dev/null/nowhere/data';
    await expect(openDataFolder(folder)).rejects.toThrow(`cannot write to the data folder ${folder}`);
  });

  it('keeps the folder until it is released, also under another name', async () => {
    const folder = await openDataFolder(join(parent, 'data'));
    await symlink(folder.path, join(parent, 'link'));
    await expect(openDataFolder(folder.path)).rejects.toThrow('Another Pail');
    await expect(openDataFolder(join(parent, 'link'))).rejects.toThrow('Another Pail');
    await folder.release();
    await (await openDataFolder(join(parent, 'link'))).release();
  });

  it('takes over from a process that was killed', async () => {
    const listen = `require('net').createServer().listen(${JSON.stringify(lockAddress(parent))}, () => console.log('up'))`;
    const holder = spawn(process.execPath, ['-e', listen]);
    await once(holder.stdout, 'data');
    await expect(openDataFolder(parent)).rejects.toThrow('Another Pail');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await (await openDataFolder(parent)).release();
  });

  it('does without the guard where the system has no folder for it', async () => {
    vi.stubEnv('TMPDIR', join(parent, 'nowhere'));
    const folder = await openDataFolder(join(parent, 'data'));
    vi.unstubAllEnvs();
    await folder.release();
    expect(await readdir(folder.path)).toEqual([]);
  });
});
