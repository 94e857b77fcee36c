import { describe, expect, it } from 'vitest';
import { parseOptions } from './options.ts';

const defaults = {
  host: '127.0.0.1',
  port: 7350,
  storePort: 7351,
  dataFolder: './data',
  store: true,
  profile: 'aws',
  users: [],
  usersFile: undefined,
  webhooks: [],
};
const user = (accessKeyId: string, secretAccessKey: string) => ({ accessKeyId, secretAccessKey });

describe('parseOptions', () => {
  it.each([
    { argv: [], env: {}, options: {} },
    { argv: ['--port', '80'], env: {}, options: { port: 80 } },
    { argv: ['--port=0', '--store-port', '0'], env: {}, options: { port: 0, storePort: 0 } },
    {
      argv: [],
      env: { PAIL_PORT: '8000', PAIL_STORE_PORT: '8001' },
      options: { port: 8000, storePort: 8001 },
    },
    { argv: ['--port', '9000'], env: { PAIL_PORT: 'x' }, options: { port: 9000 } },
    { argv: ['--host', '[::1]'], env: {}, options: { host: '::1' } },
    { argv: ['--host', '::'], env: {}, options: { host: '::' } },
    { argv: [], env: { PAIL_HOST: 'nas.local' }, options: { host: 'nas.local' } },
    { argv: ['--data', '/a b'], env: { PAIL_DATA: '/c' }, options: { dataFolder: '/a b' } },
    { argv: [], env: { PAIL_DATA: '' }, options: {} },
    { argv: ['--no-store'], env: {}, options: { store: false } },
    { argv: [], env: { PAIL_NO_STORE: '1' }, options: { store: false } },
    { argv: [], env: { PAIL_NO_STORE: 'false' }, options: {} },
    { argv: ['--no-store', '--port', '7351'], env: {}, options: { store: false, port: 7351 } },
    { argv: ['--profile', 'minio'], env: { PAIL_PROFILE: 'aws' }, options: { profile: 'minio' } },
    { argv: [], env: { PAIL_PROFILE: 'minio' }, options: { profile: 'minio' } },
    {
      argv: ['--user', 'ann:long:enough', '--user=bob:longenough'],
      env: { PAIL_USER: 'carl:longenough' },
      options: { users: [user('ann', 'long:enough'), user('bob', 'longenough')] },
    },
    {
      argv: [],
      env: { PAIL_USER: ' ann:longenough  bob:longenough\n' },
      options: { users: [user('ann', 'longenough'), user('bob', 'longenough')] },
    },
    { argv: [], env: { PAIL_USER: '', PAIL_NOTIFY_WEBHOOK: ' ' }, options: {} },
    { argv: ['--users', 'u.json'], env: { PAIL_USERS: 'v.json' }, options: { usersFile: 'u.json' } },
    { argv: [], env: { PAIL_USERS: '/v.json' }, options: { usersFile: '/v.json' } },
    {
      argv: ['--notify-webhook', 'a=http://127.0.0.1:1/x?y=z', '--notify-webhook', 'B_2-c=https://h'],
      env: {},
      options: {
        webhooks: [
          { name: 'a', url: 'http://127.0.0.1:1/x?y=z' },
          { name: 'B_2-c', url: 'https://h' },
        ],
      },
    },
    {
      argv: [],
      env: { PAIL_NOTIFY_WEBHOOK: 'a=http://h/ b=http://h/' },
      options: {
        webhooks: [
          { name: 'a', url: 'http://h/' },
          { name: 'b', url: 'http://h/' },
        ],
      },
    },
  ])('reads $argv with $env', ({ argv, env, options }) => {
    expect(parseOptions(argv, env)).toEqual({ kind: 'run', options: { ...defaults, ...options } });
  });

  it.each([
    { argv: ['--prot', '1'], env: {}, names: '--prot' },
    { argv: ['-x'], env: {}, names: '-x' },
    { argv: ['8080'], env: {}, names: '"8080"' },
    { argv: ['--port'], env: {}, names: '--port needs a value' },
    { argv: ['--port='], env: {}, names: '--port needs a value' },
    { argv: ['--port', '65536'], env: {}, names: '--port must be a port from 0 to 65535, not "65536"' },
    { argv: ['--port', '-1'], env: {}, names: '"-1"' },
    { argv: ['--port', '80a'], env: {}, names: '"80a"' },
    { argv: ['--port', ' 80'], env: {}, names: '" 80"' },
    { argv: [], env: { PAIL_STORE_PORT: '1e3' }, names: 'PAIL_STORE_PORT' },
    { argv: ['--host', 'http://a'], env: {}, names: '--host' },
    { argv: ['--host', '127.0.0.1:80'], env: {}, names: '--host' },
    { argv: ['--host', '[localhost]'], env: {}, names: '--host' },
    { argv: ['--no-store=yes'], env: {}, names: '--no-store takes no value' },
    { argv: [], env: { PAIL_NO_STORE: 'maybe' }, names: 'PAIL_NO_STORE' },
    { argv: ['--port', '7351'], env: {}, names: 'cannot share port 7351' },
    { argv: ['--profile', 'ceph'], env: {}, names: '--profile must be aws or minio, not "ceph"' },
    { argv: [], env: { PAIL_PROFILE: 'AWS' }, names: 'PAIL_PROFILE' },
    { argv: ['--user', 'ann'], env: {}, names: '--user must be NAME:SECRET' },
    { argv: ['--user'], env: {}, names: '--user needs a value' },
    { argv: ['--user', ':longenough'], env: {}, names: 'not ""' },
    { argv: ['--user', 'a/b:longenough'], env: {}, names: 'not "a/b"' },
    { argv: ['--user', 'ann:short'], env: {}, names: '--user must give ann a secret' },
    { argv: ['--user', 'ann:with a space'], env: {}, names: '--user must give ann a secret' },
    { argv: ['--user', 'ann:longenough', '--user', 'ann:another-one'], env: {}, names: 'the user ann twice' },
    {
      argv: [],
      env: { PAIL_USER: 'ann:longenough ann:longenough' },
      names: 'PAIL_USER has the user ann twice',
    },
    { argv: [], env: { PAIL_USER: 'ann' }, names: 'PAIL_USER must be NAME:SECRET' },
    { argv: ['--users='], env: {}, names: '--users needs a value' },
    { argv: ['--notify-webhook', 'http://h/'], env: {}, names: '--notify-webhook must be NAME=URL' },
    { argv: ['--notify-webhook', 'a.b=http://h/'], env: {}, names: 'not "a.b=http://h/"' },
    { argv: ['--notify-webhook', 'a=h:80'], env: {}, names: 'http or https URL, not "h:80"' },
    { argv: ['--notify-webhook', 'a=ftp://h/'], env: {}, names: 'http or https URL, not "ftp://h/"' },
    { argv: ['--notify-webhook', 'a='], env: {}, names: 'http or https URL, not ""' },
    { argv: ['--notify-webhook', 'a=http://u:p@h/'], env: {}, names: 'without a user and password' },
    { argv: [], env: { PAIL_NOTIFY_WEBHOOK: 'a=http://h a=http://i' }, names: 'the webhook a twice' },
  ])('refuses $argv with $env in one sentence', ({ argv, env, names }) => {
    const parsed = parseOptions(argv, env);
    if (parsed.kind !== 'problem') throw new Error(`was read as ${parsed.kind}`);
    expect(parsed.sentence).toContain(names);
    expect(parsed.sentence).toMatch(/^[^\n]+\.$/);
  });

  it('never shows a secret', () => {
    for (const argv of [
      ['--user', 'a:short'],
      ['--user', 'a:b c d e f g h'],
      ['--user', 'ann:sécret-sécret'],
    ]) {
      const parsed = parseOptions(argv, {});
      const secret = argv[1]?.split(':')[1];
      expect(parsed).toMatchObject({
        kind: 'problem',
        sentence: expect.not.stringContaining(String(secret)),
      });
    }
  });

  it('asks for help before it looks at values', () => {
    expect(parseOptions(['--port', 'x', '--help'], {})).toEqual({ kind: 'help' });
    expect(parseOptions(['-h'], {})).toEqual({ kind: 'help' });
  });
});
