import { readFile } from 'node:fs/promises';
import { isAccessKeyId, isSecret, type StoreCredentials } from './credentials.ts';
import { StartProblem, systemErrorCode } from './start-problem.ts';
import type { StoreUser } from './store/access/accounts.ts';
import { parsePolicy } from './store/access/parse-policy.ts';
import { S3Error } from './store/http/s3-error.ts';

interface UsersOptions {
  /** Those that the flags name. */
  users: readonly StoreCredentials[];
  /** A file with others, as the person wrote its path. */
  usersFile: string | undefined;
}

/**
 * Everyone but the owner who has keys of the embedded store. The file is a JSON list of
 * `{"accessKeyId": …, "secretAccessKey": …, "policy": …}`, where the policy is one of a user's, or left out.
 */
export async function openUsers(
  { users, usersFile }: UsersOptions,
  owner: Pick<StoreCredentials, 'accessKeyId'>,
): Promise<StoreUser[]> {
  const all: StoreUser[] = [...users, ...(usersFile === undefined ? [] : await readUsers(usersFile))];
  const names = all.map(({ accessKeyId }) => accessKeyId);
  const again = names.find((name, index) => names.indexOf(name) !== index);
  if (again !== undefined) throw new StartProblem(`There are two users of the name ${again}: leave one out.`);
  if (names.includes(owner.accessKeyId)) {
    throw new StartProblem(
      `A user cannot have the owner's access key ${owner.accessKeyId}: give the user another name.`,
    );
  }
  return all;
}

async function readUsers(path: string): Promise<StoreUser[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    const reason = code === 'ENOENT' ? 'there is none' : code;
    throw new StartProblem(`Pail cannot read the users file ${path} (${reason}): give another with --users.`);
  }
  let listed: unknown;
  try {
    listed = JSON.parse(text);
  } catch {
    throw new StartProblem(`The users file ${path} is not JSON.`);
  }
  if (!Array.isArray(listed)) {
    throw new StartProblem(`The users file ${path} must hold a list of users: [{"accessKeyId": …}].`);
  }
  return listed.map((entry: unknown, index) => readUser(entry, `user ${index + 1} of ${path}`));
}

function readUser(entry: unknown, place: string): StoreUser {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    throw new StartProblem(`There is no object for ${place}.`);
  }
  const { accessKeyId, secretAccessKey, policy, ...rest } = entry as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new StartProblem(`Pail does not know "${unknown}" of ${place}.`);
  if (typeof accessKeyId !== 'string' || !isAccessKeyId(accessKeyId)) {
    throw new StartProblem(`The accessKeyId of ${place} must have 3 to 128 letters, digits and ._+=@- only.`);
  }
  if (typeof secretAccessKey !== 'string' || !isSecret(secretAccessKey)) {
    throw new StartProblem(
      `The secretAccessKey of ${place} must have 8 to 128 characters, all visible ASCII.`,
    );
  }
  if (policy === undefined) return { accessKeyId, secretAccessKey };
  try {
    const parsed = parsePolicy(JSON.stringify(policy), 'identity');
    return { accessKeyId, secretAccessKey, policy: parsed };
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    throw new StartProblem(`The policy of ${place} is malformed: ${error.message}`);
  }
}
