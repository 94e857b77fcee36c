// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

/** Why the project cannot be prepared, in one sentence; what the failing command said is already on the screen. */
export class PrepareProblem extends Error {}

/**
 * Runs a command in the project's root, its output on ours; resolves to its exit status.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>}
 */
export function run(command, args, { env = process.env } = {}) {
  return new Promise((done, fail) => {
    // Our own output may be read by a machine: what tools say while preparing goes to stderr.
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2],
      shell: command.endsWith('.cmd'),
    });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

/** Installs the packages of package-lock.json unless they are all there in the versions that it names. */
export async function installPackages() {
  if (packagesAreInstalled()) return;
  console.error('Installing packages …');
  const { command, args } = npmCommand();
  // Not `npm ci`: it refuses a lock without the binaries of other systems, which is what npm writes where the
  // registry lacks them. This keeps to the lock too, and leaves it as it is. Building needs the development
  // packages, whatever NODE_ENV says.
  const install = ['install', '--no-save', '--include=dev', '--no-fund', '--no-audit'];
  const code = await run(command, [...args, ...install]);
  if (code !== 0) throw new PrepareProblem('Installing packages failed: npm says why above.');
}

function packagesAreInstalled() {
  const installed = readLock(join(root, 'node_modules/.package-lock.json'));
  if (installed === undefined) return false;
  const wanted = readLock(join(root, 'package-lock.json')) ?? {};
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, link }]) =>
      path === '' || optional || devOptional || link || installed[path]?.version === version,
  );
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }> | undefined}
 */
function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** The npm that started us if one did, else the one on PATH. */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script && basename(script) === 'npm-cli.js') return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** Compiles `server/` into `build/server/` when a source is newer. */
export async function buildServer() {
  const built = modifiedMs('build/server/tsconfig.tsbuildinfo');
  const sources = newestMs(['server', 'tsconfig.base.json', 'package-lock.json']);
  if (existsSync(join(root, 'build/server/main.js')) && built >= sources) return;
  console.error('Building the server …');
  const code = await run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'server']);
  if (code !== 0) throw new PrepareProblem('Building the server failed: the compiler says why above.');
}

/** Builds the page into `dist/` when a source is newer. */
export async function buildPage() {
  const sources = newestMs([
    'src',
    'public',
    'server/static',
    'index.html',
    'vite.config.ts',
    'package-lock.json',
  ]);
  if (modifiedMs('dist/index.html') >= sources) return;
  console.error('Building the console …');
  const code = await run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
  if (code !== 0) throw new PrepareProblem('Building the console failed: Vite says why above.');
}

/** @param {string} path */
function modifiedMs(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * The last change of these files, and of everything below these folders; a folder changes when a file in it goes.
 * @param {string[]} paths
 */
function newestMs(paths) {
  let newest = 0;
  for (const path of paths) {
    newest = Math.max(newest, modifiedMs(path));
    if (!statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory()) continue;
    for (const entry of readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })) {
      if (!/\.test\.tsx?$/.test(entry)) newest = Math.max(newest, modifiedMs(join(path, entry)));
    }
  }
  return newest;
}
