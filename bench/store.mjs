// @ts-check
import { spawn } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPage, buildServer, root } from '../server/prepare.mjs';
import { openClient } from './store-client.mjs';
import { killStores, startStore } from './store-process.mjs';

/**
 * The embedded store beside the system's own `cp` and `cat`, and its listings. The store is the built program in a
 * process of its own; the client sends and reads over one connection of loopback and does nothing else with it.
 *
 *  put   the file to an object, until the store has answered, which it does when the bytes are on the disk
 *  cp    the same file to another beside the data folder, until it is on the disk: `cp`, then fsync of the copy
 *  get   the object to a file
 *  cat   the same file to another
 *
 * All have their bytes in the page cache, and find memory at hand: a virtual machine gives back to its host what is free
 * for two seconds, and whoever is the first to need it again waits two more for a gigabyte. So a process takes memory
 * before each of them and frees it.
 *
 * Prints a table, and one JSON object as its last line.
 */

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '1024' },
    rounds: { type: 'string', default: '3' },
    keys: { type: 'string', default: '100000' },
    'more-keys': { type: 'string', default: '1000000' },
    folder: { type: 'string', default: join(root, 'build') },
    profile: { type: 'string' },
  },
});
const [mib, rounds, keys, moreKeys] = [values.size, values.rounds, values.keys, values['more-keys']].map(
  Number,
);
if (!mib || !rounds || !keys || !moreKeys) {
  console.error(
    'Usage: npm run bench:store -- [--size 1024 (MiB)] [--rounds 3] [--keys 100000] [--more-keys 1000000]\n' +
      '       [--folder WHERE_THE_DATA_GOES] [--profile FOLDER_FOR_CPU_PROFILES]',
  );
  process.exit(2);
}
const blockBytes = 64 * 1024 ** 2;
const nodeFlags = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`];

await buildServer();
// The program wants a console to serve; which one does not matter here.
if (!existsSync(join(root, 'dist/index.html'))) await buildPage();
await mkdir(values.folder, { recursive: true });
/** @type {Set<import('node:child_process').ChildProcess>} */
const inHand = new Set();
const scratch = await mkdtemp(join(values.folder, 'bench-store-'));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    killStores();
    for (const child of inHand) child.kill('SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
    process.exit(1);
  });
}
try {
  const bytes = await measureBytes();
  const listing = await measureListing(keys, rounds);
  const longListing = await measureListing(moreKeys, 1);
  report(bytes, listing, longListing);
} finally {
  killStores();
  await rm(scratch, { recursive: true, force: true });
}

async function measureBytes() {
  const length = mib * 1024 ** 2;
  const file = { name: await writeFile(join(scratch, 'file.bin'), length), bytes: length };
  const copy = join(scratch, 'copy.bin');
  const store = await startStore(join(scratch, 'data'), nodeFlags);
  const client = openClient(store);
  /** @type {Record<'put' | 'cp' | 'get' | 'cat', number[]>} */
  const ms = { put: [], cp: [], get: [], cat: [] };
  const contenders = {
    put: () => client.put('/bench/file.bin', file),
    cp: async () => {
      await run('cp', [file.name, copy]);
      const handle = await open(copy, 'r');
      await handle.sync();
      await handle.close();
    },
    get: async () => {
      const received = await client.get('/bench/file.bin', copy);
      if (received !== length) throw new Error(`The store sent ${received} of ${length} bytes`);
    },
    cat: () => run('sh', ['-c', 'cat "$1" > "$2"', 'sh', file.name, copy]),
  };
  try {
    await client.put('/bench');
    for (let round = 0; round < rounds; round += 1) {
      // Every round begins with the other one, so that none always follows the same.
      const turns = /** @type {const} */ (
        round % 2 === 0 ? ['put', 'cp', 'get', 'cat'] : ['cp', 'put', 'cat', 'get']
      );
      for (const name of turns) {
        await rm(copy, { force: true });
        await touchMemory(4 * length);
        const took = await timed(contenders[name]);
        ms[name].push(took);
        console.error(`round ${round + 1}  ${name.padEnd(4)} ${took.toFixed(0).padStart(6)} ms`);
      }
    }
    return { ms, rssMib: store.peakRssMib() };
  } finally {
    client.close();
    await store.stop();
    await rm(join(scratch, 'data'), { recursive: true, force: true });
  }
}

/** @param {number} bytes fewer where the machine has not as many to spare */
async function touchMemory(bytes) {
  const blocks = Math.floor(Math.min(bytes, freemem() / 2) / blockBytes);
  await run(process.execPath, [
    '-e',
    `const taken = []; while (taken.length < ${blocks}) taken.push(Buffer.alloc(${blockBytes}, 1))`,
  ]);
}

/**
 * All of a bucket's keys, page by page.
 * @param {number} count
 * @param {number} times
 */
async function measureListing(count, times) {
  const folder = join(scratch, `keys-${count}`);
  await run(process.execPath, [
    fileURLToPath(new URL('fill-store.mjs', import.meta.url)),
    folder,
    String(count),
  ]);
  const store = await startStore(folder, nodeFlags);
  const client = openClient(store);
  try {
    const page = (/** @type {string | undefined} */ token) =>
      client.text('/bench', {
        'list-type': '2',
        'max-keys': '1000',
        ...(token === undefined ? {} : { 'continuation-token': token }),
      });
    // So that the first page is not charged with a connection and the first signature.
    await client.text('/', {});
    /** @type {number[]} */
    const firstPages = [];
    for (let round = 0; round < 10; round += 1) {
      firstPages.push(
        await timed(async () => {
          await page(undefined);
        }),
      );
    }
    /** @type {number[]} */
    const wholes = [];
    for (let round = 0; round < times; round += 1) {
      let listed = 0;
      wholes.push(
        await timed(async () => {
          for (let token; ; ) {
            const text = await page(token);
            listed += Number(/<KeyCount>(\d+)</.exec(text)?.[1]);
            token = /<NextContinuationToken>([^<]*)</.exec(text)?.[1];
            if (token === undefined) break;
          }
        }),
      );
      if (listed !== count) throw new Error(`The store listed ${listed} of ${count} keys`);
      console.error(`round ${round + 1}  ${count} keys  ${wholes.at(-1)?.toFixed(0).padStart(6)} ms`);
    }
    return {
      count,
      keysPerSecond: count / (median(wholes) / 1000),
      // The first of all: the process has just started and has compiled no listing yet.
      firstPageMs: firstPages[0] ?? 0,
      laterPageMs: median(firstPages.slice(1)),
      rssMib: store.peakRssMib(),
    };
  } finally {
    client.close();
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Awaited<ReturnType<typeof measureBytes>>} bytes
 * @param {Awaited<ReturnType<typeof measureListing>>} listing
 * @param {Awaited<ReturnType<typeof measureListing>>} longListing
 */
function report({ ms, rssMib }, listing, longListing) {
  const peers = { put: ms.cp, get: ms.cat };
  console.log(`${mib} MiB, medians of ${rounds} rounds, and from the least to the most`);
  for (const name of /** @type {const} */ (['put', 'cp', 'get', 'cat'])) {
    const sorted = ms[name].toSorted((left, right) => left - right);
    const range = `[${sorted[0]?.toFixed(0)} – ${sorted.at(-1)?.toFixed(0)}]`;
    const middle = median(sorted);
    const speed = (mib * 1024 ** 2) / middle / 1000;
    console.log(
      `${name.padEnd(4)} ${middle.toFixed(0).padStart(6)} ms  ${range.padEnd(16)} ${speed.toFixed(0).padStart(6)} MB/s`,
    );
  }
  console.log(`the store's process has ${rssMib.toFixed(0)} MiB at most meanwhile`);
  for (const { count, keysPerSecond, firstPageMs, laterPageMs, rssMib: listingMib } of [
    listing,
    longListing,
  ]) {
    console.log(
      `${count} keys: ${keysPerSecond.toFixed(0)} keys/s, first page ${firstPageMs.toFixed(1)} ms ` +
        `(later ${laterPageMs.toFixed(1)} ms), ${listingMib.toFixed(0)} MiB`,
    );
  }
  console.log(
    JSON.stringify({
      put_vs_cp: round(median(ms.put) / median(peers.put), 2),
      get_vs_cat: round(median(ms.get) / median(peers.get), 2),
      rss_mib: round(rssMib, 1),
      list_keys_per_s: round(listing.keysPerSecond, 0),
      million_first_page_ms: round(longListing.firstPageMs, 1),
      million_rss_mib: round(longListing.rssMib, 1),
    }),
  );
}

/** @param {() => Promise<void>} work */
async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/**
 * Its output goes to /dev/null.
 * @param {string} command
 * @param {string[]} args
 */
async function run(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  inHand.add(child);
  const [code] = await once(child, 'exit');
  inHand.delete(child);
  if (code !== 0) throw new Error(`${command} failed`);
}

/**
 * Random, so that no disk can shrink it; just written, so that it is read from memory.
 * @param {string} path
 * @param {number} length
 */
async function writeFile(path, length) {
  const handle = await open(path, 'w');
  const block = Buffer.alloc(Math.min(length, 16 * 1024 ** 2));
  for (let written = 0; written < length; written += block.length) {
    randomFillSync(block);
    await handle.write(block, 0, Math.min(block.length, length - written));
  }
  await handle.sync();
  await handle.close();
  return path;
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}

/** @type {(number: number, digits: number) => number} */
function round(number, digits) {
  return Number(number.toFixed(digits));
}
