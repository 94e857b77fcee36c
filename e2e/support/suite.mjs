// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  buildPage,
  buildServer,
  installPackages,
  npmCommand,
  PrepareProblem,
  root,
} from '../../server/prepare.mjs';
import { prepareChromium } from './chromium.mjs';
import { countPlaywright, countVitest, judge, totalsLine } from './counts.mjs';
import { canHaveMinio, prepareMinio } from './minio-program.mjs';
import { findProgram, installDebianPackages } from './programs.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {'checks' | 'unit' | 'e2e' | 'servers'} Section */

/**
 * The fewest tests that a whole run of a section executes. Raise them with the tests: a suite that shrinks
 * unseen is worse than one that fails.
 * @type {Record<Section, number>}
 */
const minimum = { checks: 4, unit: 1850, e2e: 70, servers: 70 };

const usage = `Usage: npm test [-- [--only checks|unit|e2e|servers] [--ci] [arguments for Playwright]]
`;

/**
 * Everything that must hold, or one section of it. The last line that it prints is `N passed, N failed`.
 * @param {string[]} argv
 */
export async function runSuite(argv) {
  const asked = parseArguments(argv);
  if (asked === undefined) {
    process.stderr.write(usage);
    process.exitCode = 1;
    return;
  }
  /** @type {Counts[]} */
  const all = [];
  for (const section of await sectionsOf(asked))
    all.push(await runSection(section, asked.playwrightArguments));
  console.log(`\n${totalsLine(all)}`);
  process.exitCode = all.some(({ failed }) => failed > 0) ? 1 : 0;
}

/**
 * @param {string[]} argv
 * @returns {{ only: Section | undefined, ci: boolean, playwrightArguments: string[] } | undefined}
 */
function parseArguments(argv) {
  /** @type {Section | undefined} */
  let only;
  let ci = false;
  const rest = [...argv];
  while (rest[0] === '--ci' || rest[0] === '--only') {
    if (rest.shift() === '--ci') {
      ci = true;
      continue;
    }
    const name = rest.shift();
    if (name !== 'checks' && name !== 'unit' && name !== 'e2e' && name !== 'servers') return undefined;
    only = name;
  }
  if (rest[0] === '--') rest.shift();
  if (rest.length > 0 && (only === 'checks' || only === 'unit')) return undefined;
  return { only, ci, playwrightArguments: rest };
}

/**
 * @param {{ only: Section | undefined, ci: boolean }} asked
 * @returns {Promise<Section[]>}
 */
async function sectionsOf({ only, ci }) {
  if (only !== undefined) return [only];
  if (!ci) return ['checks', 'unit', 'e2e'];
  if (await canHaveMinio()) return ['checks', 'unit', 'e2e', 'servers'];
  console.log('Here is neither minio nor Go to build it: the suite runs on the embedded store alone.');
  return ['checks', 'unit', 'e2e'];
}

/**
 * @param {Section} section
 * @param {string[]} playwrightArguments
 * @returns {Promise<Counts>}
 */
async function runSection(section, playwrightArguments) {
  console.log(`\n── ${section} ──`);
  try {
    await installPackages();
    switch (section) {
      case 'checks':
        return await runChecks();
      case 'unit':
        return await runUnit();
      case 'e2e':
        return await runPlaywright(section, { PAIL_E2E_TARGET: 'embedded' }, playwrightArguments);
      case 'servers':
        return await runPlaywright(
          section,
          { PAIL_E2E_TARGET: 'minio', PAIL_MINIO: await prepareMinio() },
          playwrightArguments,
        );
    }
  } catch (error) {
    console.log(error instanceof PrepareProblem ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** @returns {Promise<Counts>} */
async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const { command, args } = npmCommand();
  // Biome colours its output also where nobody sees colours.
  const plain = process.stdout.isTTY ? [] : ['--', '--colors=off'];
  const checks = { lint: plain, types: [], dead: [], sizes: [] };
  for (const [check, flags] of Object.entries(checks)) {
    const passed = (await show(command, [...args, 'run', '--silent', check, ...flags])) === 0;
    counts[passed ? 'passed' : 'failed'] += 1;
    console.log(`  ${passed ? '✓' : '✗'} ${check}`);
  }
  return judged('checks', counts, { exitStatus: 0, minimum: minimum.checks });
}

/** @returns {Promise<Counts>} */
async function runUnit() {
  const report = newReport('unit.json');
  const exitStatus = await show(process.execPath, [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return judged('unit', countVitest(readReport(report)), { exitStatus, minimum: minimum.unit });
}

/**
 * @param {'e2e' | 'servers'} section
 * @param {Record<string, string>} environment
 * @param {string[]} playwrightArguments
 * @returns {Promise<Counts>}
 */
async function runPlaywright(section, environment, playwrightArguments) {
  await buildServer();
  await buildPage();
  // Presigned links are tried with curl, as a person would.
  if (findProgram(['curl']) === undefined) await installDebianPackages(['curl']);
  const chromium = await prepareChromium();
  const report = newReport(`${section}.json`);
  const exitStatus = await show(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...playwrightArguments],
    { ...environment, PAIL_CHROMIUM: chromium ?? '', PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  return judged(section, countPlaywright(readReport(report)), {
    exitStatus,
    // Arguments may choose some tests only; none at all is still a mistake.
    minimum: playwrightArguments.length > 0 ? 1 : minimum[section],
  });
}

/**
 * @param {Section} section
 * @param {Counts} counts
 * @param {{ exitStatus: number, minimum: number }} run
 * @returns {Counts}
 */
function judged(section, counts, run) {
  const verdict = judge(counts, run);
  for (const reason of verdict.reasons) console.log(`  ✗ ${section}: ${reason}`);
  return verdict.counts;
}

/**
 * Runs a command in the root with its output on ours.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<number>}
 */
function show(command, args, environment = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: command.endsWith('.cmd'),
    });
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 1));
  });
}

/**
 * A path for a report. An older report there goes, so that a run that wrote none cannot pass with it.
 * @param {string} name
 */
function newReport(name) {
  const path = join(root, 'test-results', name);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  return path;
}

/** @param {string} path */
function readReport(path) {
  if (!existsSync(path)) throw new PrepareProblem('The run ended before it could write its report.');
  return JSON.parse(readFileSync(path, 'utf8'));
}
