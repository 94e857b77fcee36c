import { randomBytes } from 'node:crypto';
import { chmod, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem, systemErrorCode } from './start-problem.ts';

export interface StoreCredentials {
  accessKeyId: string;
  secretAccessKey: string;
}

const fileName = 'credentials.json';

/**
 * The embedded store's key pair: what the environment sets, else what `credentials.json` in the data folder
 * holds. The file is made on the first start with a random secret (published default keys would let any web
 * page read the store) and is readable by its owner alone. What the environment sets is never written down.
 */
export async function openCredentials(
  dataFolder: string,
  environment: Record<string, string | undefined>,
): Promise<StoreCredentials> {
  const accessKeyId = environment.PAIL_ACCESS_KEY || undefined;
  const secretAccessKey = environment.PAIL_SECRET_KEY || undefined;
  if (accessKeyId !== undefined && !isAccessKeyId(accessKeyId)) {
    throw new StartProblem('PAIL_ACCESS_KEY must have 3 to 128 characters: letters, digits and ._+=@- only.');
  }
  if (secretAccessKey !== undefined && !isSecret(secretAccessKey)) {
    throw new StartProblem('PAIL_SECRET_KEY must have 8 to 128 characters, all visible ASCII.');
  }
  const kept = accessKeyId && secretAccessKey ? undefined : await readOrMake(join(dataFolder, fileName));
  return {
    accessKeyId: accessKeyId ?? kept?.accessKeyId ?? '',
    secretAccessKey: secretAccessKey ?? kept?.secretAccessKey ?? '',
  };
}

async function readOrMake(path: string): Promise<StoreCredentials> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
    return await make(path);
  }
  const credentials = parse(text);
  if (credentials === undefined) {
    throw new StartProblem(`${path} does not hold a key pair; delete it to get a new one.`);
  }
  await chmod(path, 0o600);
  return credentials;
}

/** Written beside and renamed, so that a kill never leaves half a file behind. */
async function make(path: string): Promise<StoreCredentials> {
  const credentials = { accessKeyId: 'pail', secretAccessKey: randomBytes(20).toString('hex') };
  const draft = `${path}.${process.pid}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(credentials, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  return credentials;
}

function parse(text: string): StoreCredentials | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { accessKeyId, secretAccessKey } = value as Record<string, unknown>;
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  return isAccessKeyId(accessKeyId) && isSecret(secretAccessKey)
    ? { accessKeyId, secretAccessKey }
    : undefined;
}

/** No `/` and no space: both would break the credential scope of a signature. */
export function isAccessKeyId(value: string): boolean {
  return /^[A-Za-z0-9._+=@-]{3,128}$/.test(value);
}

export function isSecret(value: string): boolean {
  return /^[\x21-\x7e]{8,128}$/.test(value);
}
