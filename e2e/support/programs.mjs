// @ts-check
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../../server/prepare.mjs';

/**
 * The first of these programs that is in one of the folders, by default those of PATH.
 * @param {string[]} names
 * @param {string[]} [folders]
 * @returns {string | undefined}
 */
export function findProgram(names, folders = (process.env.PATH ?? '').split(delimiter)) {
  return names
    .flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)))
    .find((path) => isExecutable(path));
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a command prints, or undefined when it fails or takes over 30 seconds.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<string | undefined>}
 */
export function outputOf(command, args) {
  return new Promise((done) => {
    execFile(command, args, { timeout: 30_000, env: plainEnvironment() }, (error, stdout) => {
      done(error ? undefined : stdout.trim());
    });
  });
}

/**
 * Installs Debian packages where we may; false where that is not possible.
 * @param {string[]} packages
 * @returns {Promise<boolean>}
 */
export async function installDebianPackages(packages) {
  if (!isDebian() || process.getuid?.() !== 0 || findProgram(['apt-get']) === undefined) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  console.error(`Installing ${packages.join(', ')} …`);
  if ((await run('apt-get', ['update', '-q'], { env })) !== 0) return false;
  return (await run('apt-get', ['install', '-y', '-q', ...packages], { env })) === 0;
}

/** Debian or a system made from it. */
function isDebian() {
  if (!existsSync('/etc/os-release')) return false;
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** Our environment without what storage programs read from it: their own settings would change what is tested. */
export function plainEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|MINIO)_/.test(name)));
}
