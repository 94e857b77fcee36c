import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartProblem } from './start-problem.ts';
import { openUsers } from './store-users.ts';

const ann = { accessKeyId: 'ann', secretAccessKey: 'her secret' };
const annsKeys = { ...ann, secretAccessKey: 'her-secret' };
const owner = { accessKeyId: 'pail' };
const policy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::a/*' }],
};

describe('openUsers', () => {
  let folder: string;
  let usersFile: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pail-users-'));
    usersFile = join(folder, 'users.json');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('takes users from flags and file, with a policy or without', async () => {
    const bob = { accessKeyId: 'bob', secretAccessKey: 'his-secret' };
    await writeFile(usersFile, JSON.stringify([annsKeys, { ...bob, policy }]));
    const carl = { accessKeyId: 'carl', secretAccessKey: 'carls-secret' };
    const users = await openUsers({ users: [carl], usersFile }, owner);
    expect(users.map(({ accessKeyId }) => accessKeyId)).toEqual(['carl', 'ann', 'bob']);
    expect(users.map((user) => user.policy?.statements.length)).toEqual([undefined, undefined, 1]);
  });

  it('needs no file', async () => {
    expect(await openUsers({ users: [annsKeys], usersFile: undefined }, owner)).toEqual([annsKeys]);
  });

  it.each<{ name: string; content: unknown; says: string }>([
    { name: 'no JSON', content: undefined, says: 'is not JSON' },
    { name: 'no list', content: annsKeys, says: 'must hold a list' },
    { name: 'a text for a user', content: ['ann'], says: 'no object for user 1' },
    {
      name: 'an element that nobody knows',
      content: [{ ...annsKeys, polcy: {} }],
      says: '"polcy" of user 1',
    },
    {
      name: 'no name',
      content: [annsKeys, { secretAccessKey: 'long-enough' }],
      says: 'accessKeyId of user 2',
    },
    {
      name: 'a name with a slash',
      content: [{ ...annsKeys, accessKeyId: 'a/b' }],
      says: 'accessKeyId of user 1',
    },
    {
      name: 'a short secret',
      content: [{ ...annsKeys, secretAccessKey: 'short' }],
      says: 'secretAccessKey of user 1',
    },
    { name: 'a secret with a space', content: [ann], says: 'secretAccessKey of user 1' },
    { name: 'a policy that is malformed', content: [{ ...annsKeys, policy: {} }], says: 'policy of user 1' },
    { name: 'the same name twice', content: [annsKeys, annsKeys], says: 'two users of the name ann' },
    { name: "the owner's name", content: [{ ...annsKeys, accessKeyId: 'pail' }], says: 'access key pail' },
  ])('refuses $name in one sentence', async ({ content, says }) => {
    await writeFile(usersFile, content === undefined ? '[' : JSON.stringify(content));
    const refused = openUsers({ users: [], usersFile }, owner);
    await expect(refused).rejects.toThrow(StartProblem);
    await expect(refused).rejects.toThrow(says);
    await expect(refused).rejects.toThrow(/^[^\n]+\.$/);
  });

  it('refuses a file that is not there, and names that both have', async () => {
    await expect(openUsers({ users: [], usersFile }, owner)).rejects.toThrow(`${usersFile} (there is none)`);
    await writeFile(usersFile, JSON.stringify([annsKeys]));
    await expect(openUsers({ users: [annsKeys], usersFile }, owner)).rejects.toThrow(
      'two users of the name ann',
    );
  });
});
