import { execFile } from 'node:child_process';

export interface ClientRun {
  /** 0 is success. */
  status: number;
  stdout: string;
  stderr: string;
}

/** What a client would take for its own settings does not reach it. */
const isForClients = (name: string) => /^(?:AWS|MINIO|MC|RCLONE)_/.test(name);

/** Runs a client's program to its end. `name` is the variable in which `npm test` passes the program's path. */
export function runClient(
  name: 'PAIL_MC' | 'PAIL_PYTHON' | 'PAIL_RCLONE',
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<ClientRun> {
  const program = process.env[name];
  if (program === undefined) throw new Error(`${name} is not set: npm test -- --only clients sets it.`);
  const inherited = Object.entries(process.env).filter(([variable]) => !isForClients(variable));
  const env = { ...Object.fromEntries(inherited), ...environment };
  return new Promise((resolve) => {
    execFile(program, args, { env, timeout: 50_000, maxBuffer: 64 * 1024 ** 2 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ status, stdout, stderr });
    });
  });
}
