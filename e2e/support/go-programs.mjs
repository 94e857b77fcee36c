// @ts-check
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from '../../server/prepare.mjs';
import { findProgram, outputOf, plainEnvironment } from './programs.mjs';

export function findGo() {
  return findProgram(['go']) ?? findProgram(['go'], ['/usr/local/go/bin']);
}

/**
 * A program on the PATH, or where Go puts what it builds.
 * @param {string} name
 */
export async function findGoProgram(name) {
  return findProgram([name]) ?? findProgram([name], await goFolders());
}

/**
 * Builds a program, which may take minutes; undefined where there is no Go, or it fails.
 * @param {string} name
 * @param {string} module
 */
export async function goInstall(name, module) {
  const go = findGo();
  if (go === undefined) return undefined;
  console.error(`Building ${name}, which may take some minutes …`);
  await run(go, ['install', module], { env: plainEnvironment() });
  return findGoProgram(name);
}

async function goFolders() {
  const go = findGo();
  const folders = [join(homedir(), 'go/bin')];
  if (go === undefined) return folders;
  const [gobin = '', gopath = ''] = ((await outputOf(go, ['env', 'GOBIN', 'GOPATH'])) ?? '').split('\n');
  return [gobin, ...gopath.split(delimiter).map((folder) => folder && join(folder, 'bin')), ...folders];
}
