// Plain JavaScript with types beside it, so that the storage layer itself compiles without the types of Node.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

export async function startLocalServer() {
  const arrived = [];
  const takers = [];
  const server = createServer((incoming, outgoing) => {
    const chunks = [];
    incoming.on('data', (chunk) => chunks.push(chunk));
    incoming.on('error', () => {});
    const request = {
      method: incoming.method,
      url: incoming.url,
      headers: incoming.headers,
      bodyRead: new Promise((resolve) => incoming.on('end', () => resolve(Buffer.concat(chunks).toString()))),
      clientGone: new Promise((resolve) => outgoing.on('close', () => resolve(!outgoing.writableFinished))),
      respond(status, headers, body) {
        outgoing.writeHead(status, headers);
        outgoing.end(body);
      },
      begin(status, headers, chunk) {
        outgoing.writeHead(status, headers);
        outgoing.write(chunk);
      },
      cut: () => incoming.socket.destroy(),
    };
    const taker = takers.shift();
    if (taker) taker(request);
    else arrived.push(request);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    nextRequest: () =>
      arrived.length > 0 ? Promise.resolve(arrived.shift()) : new Promise((resolve) => takers.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

/** Runs a program to its end; rejects with what it printed where it fails. */
function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (chunk) => (printed += chunk));
    child.stderr.on('data', (chunk) => (printed += chunk));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(printed))));
  });
}

/** The lines that the program prints when it is ready, by their label. */
async function readGreeting(child) {
  const fields = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, label, value] = /^ {2}(\S.*?) {2,}(\S.*)$/.exec(line) ?? [];
    if (label) fields[label] = value;
    if (fields['Secret key']) return fields;
  }
  throw new Error('The program ended without its greeting.');
}

export async function startEmbeddedStore() {
  await run(process.execPath, [join(projectRoot, 'node_modules/typescript/bin/tsc'), '-b', 'server']);
  const folder = await mkdtemp(join(tmpdir(), 'pail-store-'));
  const args = ['build/server/main.js', '--port', '0', '--store-port', '0', '--data', folder];
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = new Promise((resolve) => child.on('close', resolve));
  const greeting = await readGreeting(child);
  child.stdout.resume();
  return {
    endpoint: greeting.Store,
    accessKeyId: greeting['Access key'],
    secretAccessKey: greeting['Secret key'],
    async stop() {
      child.kill('SIGTERM');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
