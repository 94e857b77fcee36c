import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTargetFolder, removeTargetFolder } from './target-folder.ts';

it('makes empty folders, each its own, and takes them away with all that is in them', async () => {
  const folders = [await makeTargetFolder(), await makeTargetFolder()];
  expect(new Set(folders).size).toBe(2);
  for (const folder of folders) {
    expect(await readdir(folder)).toEqual([]);
    // By this a later run knows whose it was.
    expect(basename(folder)).toContain(`-${process.pid}-`);
    await mkdir(join(folder, 'bucket', 'key'), { recursive: true });
    await writeFile(join(folder, 'bucket', 'key', 'xl.meta'), 'x');
    await removeTargetFolder(folder);
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  }
});
