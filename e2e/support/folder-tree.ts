import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { seededBytes } from './content.ts';

const awkwardNames = [
  'with spaces in it.txt',
  '100%.txt',
  '%41%2F.txt',
  'a+b.txt',
  'this & that.txt',
  'number #1.txt',
  'who?.txt',
  '报告 最终版.pdf',
  '🎉 party 👩‍👩‍👧.png',
  'ends with dots...',
  '.hidden',
  "it's (1)!*~'.txt",
  'semi;colon,comma=@$.txt',
  'brackets[1]{2}^`|.txt',
  'quote".txt',
  'back\\slash.txt',
  '<tag>.txt',
  'é composed.txt',
  'e\u0301 combining.txt',
  'right\u202eto left.txt',
];

const awkwardFolders = [
  'plain',
  'with space',
  '50% off',
  'a+b & c',
  '#hash?query',
  '照片',
  '🎈 balloons',
  'dots..',
  'n'.repeat(200),
  'UPPER',
];

const fileCount = 300;

/**
 * Writes a tree of 300 files into `folder`, in names that have hurt consoles before. One folder holds more entries
 * than a browser reads at once (100). Resolves to the SHA-256 in hex of each file by its path, which begins with
 * the tree's own name.
 */
export async function writeFolderTree(folder: string, tree: string): Promise<Map<string, string>> {
  const paths: string[] = [];
  for (const name of awkwardNames) paths.push(`${tree}/${name}`);
  for (const outer of awkwardFolders) {
    for (const name of awkwardNames.slice(0, 13)) paths.push(`${tree}/${outer}/${name}`);
  }
  for (const letter of ['a', '的', '%']) {
    paths.push(`${tree}/long/${letter.repeat(letter === '的' ? 66 : 200)}`);
  }
  for (let depth = 1; depth <= 10; depth += 1) paths.push(`${tree}/${'deep/'.repeat(depth)}end.txt`);
  for (let number = 1; paths.length < fileCount; number += 1) paths.push(`${tree}/many/file ${number}.bin`);

  const hashes = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    // Some of them empty, all of them different.
    const content = Buffer.concat([...seededBytes(path, index % 23 === 0 ? 0 : 100 + index * 7)]);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
    hashes.set(path, createHash('sha256').update(content).digest('hex'));
  }
  return hashes;
}
