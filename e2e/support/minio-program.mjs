// @ts-check
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { PrepareProblem, run } from '../../server/prepare.mjs';
import { findProgram, outputOf, plainEnvironment } from './programs.mjs';

/** True where the suite can be run on MinIO: it is there, or Go is, which can build it. */
export async function canHaveMinio() {
  return findGo() !== undefined || (await findMinio()) !== undefined;
}

/**
 * The `minio` to test on; built with Go where there is none, which takes some minutes.
 * @returns {Promise<string>}
 */
export async function prepareMinio() {
  const found = await findMinio();
  if (found) return found;
  const go = findGo();
  if (go === undefined)
    throw new PrepareProblem('The run on MinIO needs minio, or Go to build it, on the PATH.');
  console.error('Building MinIO, which takes some minutes …');
  await run(go, ['install', 'github.com/minio/minio@latest'], { env: plainEnvironment() });
  const built = await findMinio();
  if (built === undefined) throw new PrepareProblem('Building MinIO failed: Go says why above.');
  return built;
}

async function findMinio() {
  return findProgram(['minio']) ?? findProgram(['minio'], await goFolders());
}

async function goFolders() {
  const go = findGo();
  const folders = [join(homedir(), 'go/bin')];
  if (go === undefined) return folders;
  const [gobin = '', gopath = ''] = ((await outputOf(go, ['env', 'GOBIN', 'GOPATH'])) ?? '').split('\n');
  return [gobin, ...gopath.split(delimiter).map((folder) => folder && join(folder, 'bin')), ...folders];
}

function findGo() {
  return findProgram(['go']) ?? findProgram(['go'], ['/usr/local/go/bin']);
}
