// @ts-check
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../server/prepare.mjs';
import { findGoProgram, goInstall } from './go-programs.mjs';
import { findProgram, installDebianPackages, outputOf, plainEnvironment } from './programs.mjs';

/** Clients of others that the embedded store is tried with: by name, where their program is. */
/** @typedef {Partial<Record<'mc' | 'python' | 'rclone', string>>} ClientPrograms */

/** What the Python clients need. A folder of their own keeps them off the system's Python. */
const pythonPackages = ['minio', 'boto3'];
const pythonFolder = join(root, 'node_modules/.cache/pail-python');

/**
 * Finds the clients, or makes them where that is possible: `mc` with Go, the Python ones with Python, rclone as a
 * Debian package. What cannot be had is not in the answer.
 * @returns {Promise<ClientPrograms>}
 */
export async function prepareClients() {
  /** @type {ClientPrograms} */
  const programs = {};
  const mc = (await findGoProgram('mc')) ?? (await goInstall('mc', 'github.com/minio/mc@latest'));
  if (mc !== undefined) programs.mc = mc;
  const python = await preparePython();
  if (python !== undefined) programs.python = python;
  const rclone =
    findProgram(['rclone']) ??
    ((await installDebianPackages(['rclone'])) ? findProgram(['rclone']) : undefined);
  if (rclone !== undefined) programs.rclone = rclone;
  return programs;
}

/** @typedef {Partial<Record<'python' | 'mc' | 'curl' | 'aws', string>>} CodePrograms */

/**
 * Programs that the page writes code for. Python's client is made where that is possible; the others are tried where
 * they are.
 * @returns {Promise<CodePrograms>}
 */
export async function prepareCodePrograms() {
  return {
    python: await preparePython(),
    mc: process.env.PAIL_MC || (await findGoProgram('mc')),
    curl: findProgram(['curl']),
    aws: findProgram(['aws']),
  };
}

/** A Python that has the packages. */
async function preparePython() {
  const own = join(pythonFolder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(own) && !(await makeEnvironment())) return undefined;
  if (await hasPackages(own)) return own;
  const status = await run(own, ['-m', 'pip', 'install', '--quiet', ...pythonPackages], {
    env: plainEnvironment(),
  });
  return status === 0 && (await hasPackages(own)) ? own : undefined;
}

/** Debian keeps the module that makes environments in a package of its own. */
async function makeEnvironment() {
  mkdirSync(join(pythonFolder, '..'), { recursive: true });
  const make = async () => {
    const python = findProgram(['python3', 'python']);
    return (
      python !== undefined && (await outputOf(python, ['-m', 'venv', '--clear', pythonFolder])) !== undefined
    );
  };
  return (await make()) || ((await installDebianPackages(['python3-venv'])) && (await make()));
}

/** @param {string} python */
async function hasPackages(python) {
  return (
    (await outputOf(python, ['-c', pythonPackages.map((name) => `import ${name}`).join('\n')])) !== undefined
  );
}
