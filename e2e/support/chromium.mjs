// @ts-check
import { PrepareProblem, run } from '../../server/prepare.mjs';
import { findProgram, installDebianPackages, isExecutable, outputOf } from './programs.mjs';

/** The first draws for no screen, which saves a third of the time; its engine is the same. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser to test in: the one that PAIL_CHROMIUM names, else the system's, else one that is installed now.
 * Undefined stands for Playwright's own.
 * @returns {Promise<string | undefined>}
 */
export async function prepareChromium() {
  const named = process.env.PAIL_CHROMIUM;
  if (named) {
    if (await starts(named)) return named;
    throw new PrepareProblem(`PAIL_CHROMIUM names ${named}, which does not start.`);
  }
  const found = await systemChromium();
  if (found) return found;
  for (const name of names.slice(0, 2)) {
    if (!(await installDebianPackages([name]))) continue;
    const installed = await systemChromium();
    if (installed) return installed;
  }
  console.error('Installing the Chromium of Playwright …');
  const withSystemPackages = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  const playwright = 'node_modules/@playwright/test/cli.js';
  const code = await run(process.execPath, [playwright, 'install', ...withSystemPackages, 'chromium']);
  if (code !== 0) {
    throw new PrepareProblem('There is no Chromium and none could be installed: name one in PAIL_CHROMIUM.');
  }
  return undefined;
}

async function systemChromium() {
  const candidates = [...names.map((name) => findProgram([name])), ...macPrograms.filter(isExecutable)];
  for (const path of candidates) {
    if (path && (await starts(path))) return path;
  }
  return undefined;
}

/**
 * Ubuntu's `chromium-browser` is a script that only asks for a snap: being there is not enough.
 * @param {string} path
 */
async function starts(path) {
  return /chrom/i.test((await outputOf(path, ['--version'])) ?? '');
}
