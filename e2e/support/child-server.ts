import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A server that runs as our child and is ended by its process id. */
export interface ChildServer {
  process: ChildProcess;
  /** What it has written so far, both streams. */
  output(): string;
  /** Sends the signal, waits for the end, resolves to the exit status (null when the signal itself ended it). */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts `command` and resolves to what `ready` makes of its output, as soon as that is not undefined. Rejects
 * with everything it said when it ends before that, or when `timeoutMs` pass.
 */
export async function startChildServer<Ready>(
  command: string,
  args: string[],
  {
    environment,
    ready,
    timeoutMs = 30_000,
  }: {
    environment: NodeJS.ProcessEnv;
    ready: (output: string) => Ready | undefined | Promise<Ready | undefined>;
    timeoutMs?: number;
  },
): Promise<{ server: ChildServer; ready: Ready }> {
  const child = spawn(command, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
  }
  const failed = once(child, 'error').then(([error]: Error[]) => error);
  const ended = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  const server: ChildServer = {
    process: child,
    output: () => said,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      return await ended;
    },
  };
  // A test run that is cut short must not leave servers behind.
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  void ended.then(() => process.off('exit', killNow));

  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const state = await ready(said);
    if (state !== undefined) return { server, ready: state };
    const over = await Promise.race([
      ended.then((code) => `ended with status ${code}`),
      failed.then((error) => error?.message ?? 'cannot be started'),
      new Promise<undefined>((done) => setTimeout(done, 25)),
    ]);
    if (over !== undefined) throw new Error(`${command} ${over}\n${said}`);
  }
  await server.stop('SIGKILL');
  throw new Error(`${command} was not ready within ${timeoutMs} ms\n${said}`);
}
