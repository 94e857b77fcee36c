// @ts-check
import { fork } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, rmSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { prepareChromium } from '../e2e/support/chromium.mjs';
import { openPage } from './cdp.mjs';

/**
 * MB/s (10^6 bytes) of this console's upload beside its peers: one browser, one file, one store, in turns, medians.
 * Prints a table, and one JSON object as its last line.
 */

/** @typedef {{ ms: number, longTasks: number, longestGap: number, cpuPerGiB: number }} Figures */

const all = ['raw', 'pail', 'want', 'lib-storage'];
const folder = fileURLToPath(new URL('./', import.meta.url));
const pageHtml =
  '<!doctype html><meta charset="utf-8"><input type="file"><script type="module" src="./page.js"></script>';
const built = fileURLToPath(new URL('../build/bench/', import.meta.url));

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1GiB' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: all.join() },
  },
});
const contenders = values.only.split(',');
const size = parseSize(values.size);
const rounds = Number(values.rounds);
if (
  size === undefined ||
  !Number.isInteger(rounds) ||
  rounds < 1 ||
  contenders.some((name) => !all.includes(name))
) {
  console.error(`Usage: npm run bench:upload -- [--size 1GiB] [--rounds 3] [--only ${all.join()}]`);
  process.exit(2);
}

await build({
  root: folder,
  configFile: false,
  base: './',
  logLevel: 'warn',
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: built,
    emptyOutDir: true,
    rolldownOptions: {
      input: fileURLToPath(new URL('./upload-page.ts', import.meta.url)),
      output: { entryFileNames: 'page.js' },
    },
  },
});

const scratch = await mkdtemp(join(tmpdir(), 'pail-bench-file-'));
// The browser and the store end by themselves with their pipes; a file of that size must not stay behind.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    rmSync(scratch, { recursive: true, force: true });
    process.exit(1);
  });
}
const store = fork(fileURLToPath(new URL('./discard-store.mjs', import.meta.url)));
const pageServer = createServer(servePage).listen(0, '127.0.0.1');
try {
  const [{ port }] = await once(store, 'message');
  const endpoint = `http://127.0.0.1:${port}`;
  const address = pageServer.address();
  if (!address || typeof address !== 'object') throw new Error('The page is not served');
  const file = await writeFile(join(scratch, 'file.bin'), size);
  const page = await openPage(await browserProgram(), `http://127.0.0.1:${address.port}/`);
  try {
    await page.chooseFiles('input', [file]);
    report(await measureAll(page, endpoint, size));
  } finally {
    await page.close();
  }
} finally {
  store.disconnect();
  pageServer.close();
  await rm(scratch, { recursive: true });
}

/**
 * Every round begins with another one, so that none always follows the same.
 * @param {import('./cdp.mjs').Page} page
 * @param {string} endpoint
 * @param {number} bytes
 */
async function measureAll(page, endpoint, bytes) {
  /** @type {Record<string, Figures[]>} */
  const figures = Object.fromEntries(contenders.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const name = contenders[(round + turn) % contenders.length] ?? '';
      const before = await bytesReceived(endpoint);
      const cpuBefore = await page.cpuSeconds();
      const figure = await page.evaluate(
        `bench.measure(${JSON.stringify(name)}, ${JSON.stringify(endpoint)})`,
      );
      const cpuPerGiB = ((await page.cpuSeconds()) - cpuBefore) * (1024 ** 3 / bytes);
      const arrived = (await bytesReceived(endpoint)) - before;
      // lib-storage may frame its bodies, and Want sends forms, which adds a little; nobody may send less.
      if (arrived < bytes) throw new Error(`${name} sent ${arrived} of ${bytes} bytes`);
      figures[name]?.push({ ...figure, cpuPerGiB });
      console.error(`round ${round + 1}  ${name.padEnd(12)} ${speed(figure.ms).toFixed(0).padStart(5)} MB/s`);
    }
  }
  return figures;
}

/** @param {Record<string, Figures[]>} figures */
function report(figures) {
  console.log(`Upload of ${values.size}, medians of ${rounds} rounds`);
  console.log('                MB/s   [least – most]   long tasks   longest timer gap   browser CPU s/GiB');
  /** @type {Record<string, number>} */
  const mbps = {};
  for (const [name, runs] of Object.entries(figures)) {
    const speeds = runs.map(({ ms }) => speed(ms)).sort((left, right) => left - right);
    mbps[name] = round(median(speeds), 1);
    const range = `[${(speeds[0] ?? 0).toFixed(0)} – ${(speeds.at(-1) ?? 0).toFixed(0)}]`;
    const tasks = median(runs.map((run) => run.longTasks));
    const gap = `${median(runs.map((run) => run.longestGap)).toFixed(0)} ms`;
    const cpu = median(runs.map((run) => run.cpuPerGiB)).toFixed(1);
    const shown = median(speeds).toFixed(0);
    console.log(
      `${name.padEnd(12)} ${shown.padStart(7)}   ${range.padEnd(14)}   ${String(tasks).padStart(10)}   ${gap.padStart(17)}   ${cpu.padStart(17)}`,
    );
  }
  /** @type {(name: string, peer: string) => number | undefined} */
  const ratio = (name, peer) => {
    const [speed, other] = [mbps[name], mbps[peer]];
    return speed !== undefined && other !== undefined ? round(speed / other, 3) : undefined;
  };
  const ratios = { raw: ratio('pail', 'raw'), 'lib-storage': ratio('pail', 'lib-storage') };
  const want = ratio('want', 'pail');
  for (const [peer, times] of Object.entries(ratios)) {
    if (times !== undefined) console.log(`pail is ${times} × ${peer}`);
  }
  if (want !== undefined) console.log(`by Want it is ${want} × by S3`);
  console.log(JSON.stringify({ bench: 'upload', mbps, ratios, want }));
}

/** @param {number} ms */
function speed(ms) {
  return (size ?? 0) / ms / 1000;
}

/** @param {number[]} numbers */
function median(numbers) {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** @type {(number: number, digits: number) => number} */
function round(number, digits) {
  return Number(number.toFixed(digits));
}

/** @param {string} endpoint */
async function bytesReceived(endpoint) {
  const response = await fetch(endpoint);
  return (await response.json()).received;
}

/**
 * Bytes of `5MiB`, `1GiB`, `1000000` …
 * @param {string} text
 */
function parseSize(text) {
  const [, number, unit = ''] = /^(\d+)(KiB|MiB|GiB)?$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Number(number) * 1024 ** ['', 'KiB', 'MiB', 'GiB'].indexOf(unit);
}

/**
 * Random, so that nothing on the way can shrink it; just written, so that it is read from memory.
 * @param {string} path
 * @param {number} bytes
 */
async function writeFile(path, bytes) {
  const handle = await open(path, 'w');
  const block = Buffer.alloc(Math.min(bytes, 16 * 1024 ** 2));
  for (let written = 0; written < bytes; written += block.length) {
    randomFillSync(block);
    await handle.write(block, 0, Math.min(block.length, bytes - written));
  }
  await handle.close();
  return path;
}

async function browserProgram() {
  const program = await prepareChromium();
  if (program) return program;
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function servePage(request, response) {
  const { pathname } = new URL(request.url ?? '/', 'http://page');
  if (pathname === '/') {
    response.setHeader('Content-Type', 'text/html').end(pageHtml);
    return;
  }
  const script = createReadStream(join(built, normalize(pathname)));
  script.once('error', () => response.writeHead(404).end());
  script.once('open', () => response.setHeader('Content-Type', 'text/javascript'));
  script.pipe(response);
}
