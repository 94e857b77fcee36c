import { createHash } from 'node:crypto';
import { mkdir, open, realpath, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { StartProblem, systemErrorCode } from './start-problem.ts';

export interface DataFolder {
  /** Absolute. */
  path: string;
  /** Lets another process have the folder. */
  release(): Promise<void>;
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'no folder can be made there',
  ENOTDIR: 'a file is in its place',
  EEXIST: 'a file is in its place',
  ENOSPC: 'the disk is full',
};

/**
 * Makes the folder where it is missing, makes sure that it can be written, and keeps it for this process alone:
 * a second store on the same folder would clear away the uploads that the first has in hand.
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  try {
    await makeFolder(path);
    const probe = join(path, `.write-${process.pid}`);
    await (await open(probe, 'w', 0o600)).close();
    await rm(probe);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    throw new StartProblem(
      `Pail cannot write to the data folder ${path} (${reasons[code] ?? code}): choose another with --data.`,
    );
  }
  const release = await takeLock(lockAddress(await realpath(path)));
  if (release === undefined) {
    throw new StartProblem(
      `Another Pail is using the data folder ${path}: stop it, or choose another folder with --data.`,
    );
  }
  return { path, release };
}

/**
 * Where the folder's lock listens: in the system's folder for temporary files, because its path may have no more
 * than about 100 bytes and not every file system that holds objects can hold sockets.
 */
export function lockAddress(realPath: string): string {
  const owner = process.getuid?.() ?? '';
  const name = `pail-${createHash('sha256').update(`${owner}:${realPath}`).digest('hex').slice(0, 20)}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

/**
 * A listening socket is a lock that ends with its process, even after a kill: a socket file that nobody answers
 * on is left over and is taken. Resolves to what gives the lock back, or undefined when another process has it.
 */
async function takeLock(address: string): Promise<(() => Promise<void>) | undefined> {
  try {
    let server = await listen(address);
    if (server === undefined && !(await answers(address))) {
      await rm(address, { force: true });
      server = await listen(address);
    }
    return server && (() => new Promise((done) => server.close(() => done())));
  } catch (error) {
    // Where no socket can be made at all (a read-only system folder) the folder is used unguarded.
    if (systemErrorCode(error) === undefined) throw error;
    return async () => undefined;
  }
}

function listen(address: string): Promise<Server | undefined> {
  return new Promise((done, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) =>
      systemErrorCode(error) === 'EADDRINUSE' ? done(undefined) : fail(error),
    );
    server.listen(address, () => done(server.unref()));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

/**
 * With its parents. Not by `recursive: true`: below a folder that is there and has no room for others, such as
 * /proc, Node 20 tries without end.
 */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    switch (systemErrorCode(error)) {
      case 'EEXIST':
        if ((await stat(path)).isDirectory()) return;
        throw error;
      case 'ENOENT':
        if (await isThere(dirname(path))) throw error;
        await makeFolder(dirname(path));
        await mkdir(path, { mode: 0o700 });
        return;
      default:
        throw error;
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
