import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { type RawRequest, signedHeaders } from './testing/raw-request.ts';
import { countFiles } from './testing/test-store.ts';

const kills = 50;
const workers = 6;
const bucket = 'crash';

/** The store as plain JavaScript, inside the project so that its packages are found. */
async function buildChild(outDir: string): Promise<string> {
  const entry = fileURLToPath(new URL('./testing/crash-child.ts', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: entry,
      outDir,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'child.mjs' } },
    },
  });
  return join(outDir, 'child.mjs');
}

interface Child {
  process: ChildProcess;
  open(dataDir: string): Promise<{ port: number; swept: Promise<void> }>;
}

/** Started ahead of its turn, so that a round does not wait for modules to load. */
function spawnChild(script: string): Child {
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  return {
    process: child,
    async open(dataDir) {
      child.stdin.write(dataDir);
      const messages = lines[Symbol.asyncIterator]();
      const { port } = JSON.parse(String((await messages.next()).value)) as { port: number };
      // Ends too when the process does.
      return { port, swept: messages.next().then(() => undefined) };
    },
  };
}

const answered = new EventEmitter();

/** Settles when so many more requests have been answered. */
async function answers(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await once(answered, 'answer');
}

async function send(port: number, request: RawRequest): Promise<{ status: number; body: Buffer }> {
  const { host: _, ...headers } = signedHeaders({ port }, request);
  const answer = await fetch(`http://127.0.0.1:${port}${request.url}`, {
    method: request.method ?? 'GET',
    headers,
    body: request.body,
  });
  const body = Buffer.from(await answer.arrayBuffer());
  answered.emit('answer');
  return { status: answer.status, body };
}

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const absent = 'absent';

/** What a key may hold: the last that was acknowledged, and what was asked for since without an answer. */
type Expected = Map<string, Set<string>>;

/** Overwrites and deletes keys of its own, one after the other, until the store is gone. Returns how often. */
async function work(port: number, worker: number, expected: Expected): Promise<number> {
  for (let step = 0; ; step += 1) {
    const key = `w${worker}/k${step % 4}`;
    const states = expected.get(key) ?? new Set([absent]);
    expected.set(key, states);
    const [result, isAcknowledged] = await change(port, `/${bucket}/${key}`, states, Math.random());
    if (!isAcknowledged) return step;
    states.clear();
    states.add(result);
  }
}

/** Adds what the key may hold from now on before it asks for it. Returns it, and whether that was acknowledged. */
async function change(
  port: number,
  url: string,
  states: Set<string>,
  dice: number,
): Promise<[string, boolean]> {
  const body = randomBytes(dice < 0.1 ? 0 : Math.floor(dice * 120_000));
  const result = dice > 0.9 ? absent : hashOf(body);
  states.add(result);
  const steps = dice > 0.9 ? deleteSteps : dice > 0.5 ? multipartSteps : putSteps;
  try {
    return [result, await steps(port, url, body)];
  } catch (error) {
    // The kill: no answer came, or half of one.
    if (error instanceof TypeError) return [result, false];
    throw error;
  }
}

async function putSteps(port: number, url: string, body: Buffer): Promise<boolean> {
  return expectOk(await send(port, { method: 'PUT', url, body }));
}

async function deleteSteps(port: number, url: string): Promise<boolean> {
  return expectOk(await send(port, { method: 'DELETE', url }));
}

async function multipartSteps(port: number, url: string, body: Buffer): Promise<boolean> {
  const created = await send(port, { method: 'POST', url: `${url}?uploads` });
  expectOk(created);
  const uploadId = /<UploadId>(.*?)</.exec(String(created.body))?.[1];
  expectOk(await send(port, { method: 'PUT', url: `${url}?partNumber=1&uploadId=${uploadId}`, body }));
  expectOk(
    await send(port, { method: 'PUT', url: `${url}?partNumber=2&uploadId=${uploadId}`, body: 'unused' }),
  );
  const etag = createHash('md5').update(body).digest('hex');
  const list = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
  return expectOk(await send(port, { method: 'POST', url: `${url}?uploadId=${uploadId}`, body: list }));
}

function expectOk({ status, body }: { status: number; body: Buffer }): true {
  if (status >= 300) throw new Error(`${status} ${body}`);
  return true;
}

async function listKeys(port: number): Promise<Map<string, number>> {
  const { body } = await send(port, { url: `/${bucket}` });
  const entries = String(body).matchAll(/<Key>(.*?)<\/Key>.*?<Size>(\d+)<\/Size>/g);
  return new Map([...entries].map(([, key, size]) => [String(key), Number(size)]));
}

/** Reads every key and the listing, and takes what is there for acknowledged from now on. */
async function verify(port: number, expected: Expected): Promise<void> {
  const listed = await listKeys(port);
  expect([...listed.keys()].filter((key) => !expected.has(key))).toEqual([]);
  await Promise.all(
    [...expected].map(async ([key, states]) => {
      const { status, body } = await send(port, { url: `/${bucket}/${key}` });
      const found = status === 404 ? absent : hashOf(body);
      expect([...states], `${key} answered ${status}`).toContain(found);
      expect(listed.get(key)).toBe(found === absent ? undefined : body.length);
      expected.set(key, new Set([found]));
    }),
  );
}

async function abortUploads(port: number): Promise<void> {
  const { body } = await send(port, { url: `/${bucket}?uploads` });
  for (const [, key, uploadId] of String(body).matchAll(/<Key>(.*?)<\/Key><UploadId>(.*?)<\/UploadId>/g)) {
    expectOk(await send(port, { method: 'DELETE', url: `/${bucket}/${key}?uploadId=${uploadId}` }));
  }
}

it(`survives ${kills} kills in the middle of its work with everything that it acknowledged`, {
  timeout: 240_000,
}, async () => {
  const root = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  await mkdir(root, { recursive: true });
  const outDir = await mkdtemp(join(root, 'pail-crash-'));
  const dataDir = await mkdtemp(join(tmpdir(), 'pail-crash-'));
  const expected: Expected = new Map();
  let acknowledged = 0;
  let child: Child | undefined;
  let standby: Child | undefined;
  try {
    const script = await buildChild(outDir);
    standby = spawnChild(script);
    for (let round = 0; round <= kills; round += 1) {
      child = standby;
      standby = spawnChild(script);
      const { port, swept } = await child.open(dataDir);
      if (round === 0) expectOk(await send(port, { method: 'PUT', url: `/${bucket}` }));
      await verify(port, expected);
      if (round === kills) {
        await swept;
        await abortUploads(port);
        const withBytes = [...(await listKeys(port)).values()].filter((size) => size > 0);
        await expect.poll(() => countFiles(dataDir)).toBe(withBytes.length);
        break;
      }
      const working = Array.from({ length: workers }, (_, worker) => work(port, worker, expected));
      // Counted in answers and not in time, so that a slow machine is killed as deep in its work as a fast one.
      await answers(5 + Math.floor(Math.random() * 30));
      await delay(Math.random() * 10);
      child.process.kill('SIGKILL');
      for (const steps of await Promise.all(working)) acknowledged += steps;
      if (child.process.signalCode === null) await once(child.process, 'exit');
    }
    expect(acknowledged).toBeGreaterThan(kills);
    expect(await readdir(join(dataDir, 'incoming'))).toEqual([]);
  } finally {
    for (const { process: started } of [child, standby].filter((one) => one !== undefined))
      started.kill('SIGKILL');
    await rm(outDir, { recursive: true });
    await rm(dataDir, { recursive: true });
  }
});
