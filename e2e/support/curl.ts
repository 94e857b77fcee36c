import { spawn } from 'node:child_process';
import { once } from 'node:events';

interface CurlAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
}

async function run(program: string, args: readonly string[], cwd?: string): Promise<Buffer> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${errors}`);
  return Buffer.concat(chunks);
}

/** What a program that knows nothing of the console makes of a URL. */
export async function curl(url: string, ...args: string[]): Promise<CurlAnswer> {
  const answer = await run('curl', ['--silent', '--show-error', '--globoff', '--include', ...args, url]);
  // An interim answer ("100 Continue") stands before the real one.
  let start = 0;
  while (/^HTTP\/\S+ 1\d\d/.test(answer.toString('latin1', start, start + 20))) {
    start = answer.indexOf('\r\n\r\n', start) + 4;
  }
  const end = answer.indexOf('\r\n\r\n', start);
  const [first = '', ...lines] = answer.toString('latin1', start, end).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: answer.subarray(end + 4),
  };
}

/** Runs a command as a person would paste it, in a folder; resolves to what it printed, and rejects where it fails. */
export async function pasteIntoShell(command: string, folder: string): Promise<string> {
  return (await run('sh', ['-c', command], folder)).toString();
}
