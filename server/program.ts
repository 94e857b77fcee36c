import { fileURLToPath } from 'node:url';
import { isLoopbackAddress } from './host-names.ts';
import { helpText, type Options, parseOptions } from './options.ts';
import { type RunningPail, startPail } from './start.ts';
import { StartProblem } from './start-problem.ts';

/** The build puts this file two folders below the root, in `build/server/`. */
const siteFolder = fileURLToPath(new URL('../../dist/', import.meta.url));

/** A development server for the page, in front of ours: it passes `/pail/` on to `behind`. */
export type StartFront = (
  address: Pick<Options, 'host' | 'port'>,
  behind: string,
) => Promise<{ consoleOrigin: string; close(): Promise<void> }>;

/** The whole life of the program, from the flags to the signal that ends it. */
export async function runProgram(
  argv: string[],
  environment: Record<string, string | undefined>,
  startFront?: StartFront,
): Promise<void> {
  const parsed = parseOptions(argv, environment);
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(helpText);
      return;
    case 'problem':
      fail(parsed.sentence);
      return;
    case 'run':
      try {
        await run(parsed.options, environment, startFront);
      } catch (error) {
        if (!(error instanceof StartProblem)) throw error;
        fail(error.message);
      }
  }
}

async function run(
  options: Options,
  environment: Record<string, string | undefined>,
  startFront: StartFront | undefined,
): Promise<void> {
  if (startFront === undefined) {
    const pail = await startPail(options, environment, siteFolder);
    endOnSignal(pail.close);
    process.stdout.write(readyText(pail));
    return;
  }
  if (options.host !== 'localhost' && !isLoopbackAddress(options.host)) {
    // Behind it every request comes from this machine, and whoever opens the page here gets the store's keys.
    throw new StartProblem('The development server listens on loopback alone: leave --host out.');
  }
  const pail = await startPail({ ...options, port: 0 }, environment, undefined);
  try {
    const front = await startFront(options, pail.consoleOrigin);
    endOnSignal(async () => {
      await front.close();
      await pail.close();
    });
    process.stdout.write(readyText({ ...pail, consoleOrigin: front.consoleOrigin }));
  } catch (error) {
    await pail.close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartProblem(`The development server did not start: ${reason}`);
  }
}

function readyText({ consoleOrigin, store }: RunningPail): string {
  const lines = ['Pail is ready.', `  Console     ${consoleOrigin}`];
  if (store !== undefined) {
    lines.push(
      `  Store       ${store.origin}`,
      `  Access key  ${store.credentials.accessKeyId}`,
      `  Secret key  ${store.credentials.secretAccessKey}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** npm passes Ctrl-C on to a program that the terminal has told already: that is one signal, not two. */
const sameSignalMs = 300;

function endOnSignal(close: () => Promise<void>): void {
  let firstAt: number | undefined;
  const onSignal = () => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > sameSignalMs) process.exit(130);
      return;
    }
    firstAt = performance.now();
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Pail could not close cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

function fail(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
}
