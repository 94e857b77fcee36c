// @ts-check
import { PrepareProblem } from '../../server/prepare.mjs';
import { findGo, findGoProgram, goInstall } from './go-programs.mjs';

/** True where the suite can be run on MinIO: it is there, or Go is, which can build it. */
export async function canHaveMinio() {
  return findGo() !== undefined || (await findGoProgram('minio')) !== undefined;
}

/**
 * The `minio` to test on; built with Go where there is none, which takes some minutes.
 * @returns {Promise<string>}
 */
export async function prepareMinio() {
  const found = await findGoProgram('minio');
  if (found) return found;
  if (findGo() === undefined) {
    throw new PrepareProblem('The run on MinIO needs minio, or Go to build it, on the PATH.');
  }
  const built = await goInstall('minio', 'github.com/minio/minio@latest');
  if (built === undefined) throw new PrepareProblem('Building MinIO failed: Go says why above.');
  return built;
}
