// @ts-check
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @typedef {{ port: number, accessKeyId: string, secretAccessKey: string }} StoreAddress */
/** @typedef {StoreAddress & { peakRssMib(): number, stop(): Promise<void> }} StoreProcess */

const program = fileURLToPath(new URL('../build/server/main.js', import.meta.url));
const sampleMs = 50;

/** Processes that are still to be stopped, so that none outlives the benchmark. */
const running = new Set();

/** Ends every store at once, for a benchmark that is interrupted. */
export function killStores() {
  for (const child of running) child.kill('SIGKILL');
}

/**
 * The built program as a process of its own, on free ports.
 * @param {string} dataFolder
 * @param {string[]} [nodeFlags]
 * @returns {Promise<StoreProcess>}
 */
export async function startStore(dataFolder, nodeFlags = []) {
  const flags = ['--port', '0', '--store-port', '0', '--data', dataFolder];
  const child = spawn(process.execPath, [...nodeFlags, program, ...flags], {
    env: { ...process.env, PAIL_ACCESS_KEY: 'bench', PAIL_SECRET_KEY: 'bench-secret' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = once(child, 'exit').then(() => running.delete(child));
  const port = await Promise.race([readPort(child.stdout), ended.then(() => undefined)]);
  if (port === undefined) throw new Error('The store did not start');

  let peak = 0;
  const sample = () => {
    peak = Math.max(peak, rssMib(child.pid ?? 0));
  };
  const sampling = setInterval(sample, sampleMs);
  return {
    port,
    accessKeyId: 'bench',
    secretAccessKey: 'bench-secret',
    peakRssMib: () => {
      sample();
      return peak;
    },
    stop: async () => {
      clearInterval(sampling);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** @param {import('node:stream').Readable} out */
async function readPort(out) {
  let text = '';
  for await (const chunk of out) {
    text += chunk;
    const [, port] = /Store +http:\/\/[^:]+:(\d+)\n/.exec(text) ?? [];
    if (port !== undefined) {
      // Nothing more is of interest, but a pipe that is full would stop the store.
      out.resume();
      return Number(port);
    }
  }
  return undefined;
}

/**
 * What the process has in memory now, the pages of mapped files included. 0 once it is gone.
 * @param {number} pid
 */
function rssMib(pid) {
  try {
    if (process.platform === 'linux') {
      const [, kib = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return Number(kib) / 1024;
    }
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024;
  } catch {
    return 0;
  }
}
