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
import { prepareClients } from './client-programs.mjs';
import {
  countPlaywright,
  countVitest,
  failedPlaywright,
  failedVitest,
  judge,
  roomLines,
  totalsLine,
} from './counts.mjs';
import { canHaveMinio, prepareMinio } from './minio-program.mjs';
import { findProgram, installDebianPackages } from './programs.mjs';
import { countRows, emptyRows } from './rows.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {'checks' | 'unit' | 'wire' | 'clients' | 'e2e' | 'servers'} Section */

/**
 * The fewest tests that a whole run of a section executes. Raise them with the tests: a suite that shrinks
 * unseen is worse than one that fails.
 * @type {Record<Exclude<Section, 'clients'>, number>}
 */
const minimum = { checks: 4, unit: 8300, wire: 780, e2e: 400, servers: 300 };

/** The fewest tests with each client, where it can be had. */
const clientMinimum = { mc: 18, python: 43, rclone: 6 };

/** @type {Section[]} */
const sections = ['checks', 'unit', 'wire', 'clients', 'e2e', 'servers'];

/** What failed, a line each. */
/** @type {string[]} */
const failures = [];

const usage = `Usage: npm test [-- [--only checks|unit|wire|clients|e2e|servers] [--ci] [arguments for Playwright]]
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
  if (asked.ci && asked.only === undefined && (await canHaveMinio())) all.push(judgeRows());
  console.log('');
  // At the end, where it is seen: what failed may stand thousands of lines above.
  for (const line of failures) console.log(`failed: ${line}`);
  console.log(totalsLine(all));
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
    only = sections.find((section) => section === name);
    if (only === undefined) return undefined;
  }
  if (rest[0] === '--') rest.shift();
  if (rest.length > 0 && only !== 'e2e' && only !== 'servers') return undefined;
  return { only, ci, playwrightArguments: rest };
}

/**
 * @param {{ only: Section | undefined, ci: boolean }} asked
 * @returns {Promise<Section[]>}
 */
async function sectionsOf({ only, ci }) {
  if (only !== undefined) return [only];
  if (!ci) return ['checks', 'unit', 'wire', 'e2e'];
  if (await canHaveMinio()) return sections;
  console.log('Here is neither minio nor Go to build it: the suite runs on the embedded store alone.');
  return sections.filter((section) => section !== 'servers');
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
      case 'wire':
        return await runTests(section);
      case 'clients':
        return await runClients();
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
    failures.push(`${section} › ${error}`);
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
    if (!passed) failures.push(`checks › ${check}`);
    console.log(`  ${passed ? '✓' : '✗'} ${check}`);
  }
  return judged('checks', counts, { exitStatus: 0, minimum: minimum.checks });
}

/**
 * @param {'unit' | 'wire'} section
 * @returns {Promise<Counts>}
 */
async function runTests(section) {
  const { report, exitStatus } = await runVitest(`${section}.json`, { PAIL_TESTS: section });
  for (const line of roomLines(report)) console.log(line);
  return judged(
    section,
    countVitest(report),
    { exitStatus, minimum: minimum[section] },
    failedVitest(report),
  );
}

/** The embedded store with the clients of others, as they are. */
async function runClients() {
  const programs = Object.entries(await prepareClients());
  for (const client of Object.keys(clientMinimum)) {
    if (!programs.some(([name]) => name === client)) console.log(`Here is no ${client}: not tried with it.`);
  }
  if (programs.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const { report, exitStatus } = await runVitest('clients.json', {
    PAIL_CLIENTS: programs.map(([name]) => name).join(','),
    ...Object.fromEntries(programs.map(([name, path]) => [`PAIL_${name.toUpperCase()}`, path])),
  });
  const least = programs.map(
    ([name]) => Object.entries(clientMinimum).find(([client]) => client === name)?.[1] ?? 0,
  );
  const clientsRun = { exitStatus, minimum: least.reduce((sum, count) => sum + count, 0) };
  return judged('clients', countVitest(report), clientsRun, failedVitest(report));
}

/**
 * @param {string} reportName
 * @param {Record<string, string>} [environment]
 */
async function runVitest(reportName, environment) {
  const report = newReport(reportName);
  const exitStatus = await show(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    environment,
  );
  return { report: readReport(report), exitStatus };
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
  const results = readReport(report);
  // Arguments may choose some tests only; none at all is still a mistake.
  const least = playwrightArguments.length > 0 ? 1 : minimum[section];
  return judged(section, countPlaywright(results), { exitStatus, minimum: least }, failedPlaywright(results));
}

/**
 * @param {Section} section
 * @param {Counts} counts
 * @param {{ exitStatus: number, minimum: number }} run
 * @param {string[]} [failed] the failed tests by name
 * @returns {Counts}
 */
function judged(section, counts, run, failed = []) {
  const verdict = judge(counts, run);
  failures.push(...[...failed, ...verdict.reasons].map((line) => `${section} › ${line}`));
  return verdict.counts;
}

/** Whether each row of the feature table has tests of every kind. */
function judgeRows() {
  const [unit, e2e, servers] = ['unit', 'e2e', 'servers'].map((name) =>
    readReport(join(root, 'test-results', `${name}.json`)),
  );
  const empty = emptyRows(countRows({ unit, e2e, servers }));
  failures.push(...empty);
  return { passed: 0, failed: empty.length, skipped: 0 };
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
