import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../http/call.ts';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { runClient } from './run-client.ts';

/** MinIO's client against the store in both profiles, as a person types it. */
describe.each<{ profile: Profile }>([{ profile: 'minio' }, { profile: 'aws' }])(
  'mc, profile $profile',
  ({ profile }) => {
    let test: TestStore;
    let folder: string;
    let receiver: Server;
    const received: string[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'pail-mc-'));
      receiver = createServer((req, res) => {
        let body = '';
        req.on('data', (chunk) => {
          body += chunk;
        });
        req.on('end', () => {
          received.push(body);
          res.end();
        });
      });
      await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
      const { port } = receiver.address() as AddressInfo;
      test = await startTestStore({ profile, webhooks: [{ name: 'x', url: `http://127.0.0.1:${port}/` }] });
      const { accessKeyId, secretAccessKey } = testCredentials;
      await mc('alias', 'set', 'pail', test.origin, accessKeyId, secretAccessKey);
    });

    afterAll(async () => {
      await test.close();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
      await rm(folder, { recursive: true });
    });

    async function mc(...args: string[]): Promise<string> {
      const { status, stdout, stderr } = await runClient('PAIL_MC', [
        '--config-dir',
        join(folder, 'config'),
        ...args,
      ]);
      if (status !== 0) throw new Error(`mc ${args.join(' ')} ended with ${status}: ${stderr}${stdout}`);
      return stdout;
    }

    const json = async (...args: string[]) =>
      (await mc('--json', ...args))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);

    it('makes, lists and removes buckets', async () => {
      await mc('mb', 'pail/made');
      expect((await json('ls', 'pail')).map(({ key }) => key)).toContain('made/');
      await mc('rb', 'pail/made');
      expect((await json('ls', 'pail')).map(({ key }) => key)).not.toContain('made/');
    });

    it('mirrors a folder there and back, byte for byte', async () => {
      const source = join(folder, 'source');
      await mkdir(join(source, 'a/b'), { recursive: true });
      const files = {
        '100%.txt': 'percent',
        'a/ü 中.txt': 'text',
        'a/b/empty': '',
        'a/big': 'x'.repeat(17 * 1024 ** 2),
      };
      for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text);
      await mc('mb', 'pail/mirror');
      await mc('mirror', source, 'pail/mirror');
      const target = join(folder, 'target');
      await mc('mirror', 'pail/mirror', target);
      for (const [name, text] of Object.entries(files)) {
        expect(await readFile(join(target, name), 'utf8')).toBe(text);
      }
      expect(await mc('diff', source, 'pail/mirror')).toBe('');
    });

    it('keeps and brings back versions', async () => {
      await mc('mb', 'pail/versions');
      await mc('version', 'enable', 'pail/versions');
      const file = join(folder, 'version.txt');
      for (const text of ['one', 'two', 'three']) {
        await writeFile(file, text);
        await mc('cp', file, 'pail/versions/k');
      }
      const versions = await json('ls', '--versions', 'pail/versions');
      expect(versions).toHaveLength(3);
      const oldest = versions.at(-1)?.versionId as string;
      expect(await mc('cat', '--version-id', oldest, 'pail/versions/k')).toBe('one');
      await mc('rm', 'pail/versions/k');
      await expect(mc('stat', 'pail/versions/k')).rejects.toThrow(/does not exist/);
      await mc('undo', 'pail/versions/k');
      expect(await mc('cat', 'pail/versions/k')).toBe('three');
      await mc('rb', '--force', 'pail/versions');
    });

    it('locks objects', async () => {
      await mc('mb', '--with-lock', 'pail/locked');
      await mc('retention', 'set', '--default', 'GOVERNANCE', '1d', 'pail/locked');
      const file = join(folder, 'locked.txt');
      await writeFile(file, 'kept');
      await mc('cp', file, 'pail/locked/k');
      const [retention] = await json('retention', 'info', 'pail/locked/k');
      expect(retention).toMatchObject({ mode: 'GOVERNANCE' });
      await mc('legalhold', 'set', 'pail/locked/k');
      expect(await json('legalhold', 'info', 'pail/locked/k')).toMatchObject([{ legalhold: 'ON' }]);
      const [version] = await json('ls', '--versions', 'pail/locked');
      const remove = (...flags: string[]) =>
        mc('rm', ...flags, '--version-id', version?.versionId as string, 'pail/locked/k');
      await expect(remove()).rejects.toThrow();
      await expect(remove('--bypass')).rejects.toThrow();
      await mc('legalhold', 'clear', 'pail/locked/k');
      await expect(remove()).rejects.toThrow();
      await remove('--bypass');
    });

    it('sets tags, encryption, lifecycle and anonymous access', async () => {
      await mc('mb', 'pail/settings');
      await mc('tag', 'set', 'pail/settings', 'team=storage');
      expect(await json('tag', 'list', 'pail/settings')).toMatchObject([{ tagset: { team: 'storage' } }]);
      await mc('encrypt', 'set', 'sse-s3', 'pail/settings');
      expect(await json('encrypt', 'info', 'pail/settings')).toMatchObject([
        { encryption: { algorithm: 'AES256' } },
      ]);
      await mc('ilm', 'rule', 'add', '--expire-days', '30', '--prefix', 'tmp/', 'pail/settings');
      expect(JSON.stringify(await json('ilm', 'rule', 'list', 'pail/settings'))).toContain('tmp/');
      const file = join(folder, 'settings.txt');
      await writeFile(file, 'public');
      await mc('cp', '--tags', 'k=v', file, 'pail/settings/k');
      expect(await json('tag', 'list', 'pail/settings/k')).toMatchObject([{ tagset: { k: 'v' } }]);
      const read = async () => (await fetch(`${test.origin}/settings/k`)).status;
      expect(await read()).toBe(403);
      await mc('anonymous', 'set', 'download', 'pail/settings');
      expect(await json('anonymous', 'get', 'pail/settings')).toMatchObject([{ permission: 'download' }]);
      expect(await read()).toBe(200);
      await mc('anonymous', 'set', 'private', 'pail/settings');
      expect(await read()).toBe(403);
    });

    it('is told of events', async () => {
      await mc('mb', 'pail/told');
      await mc('event', 'add', 'pail/told', 'arn:minio:sqs::x:webhook', '--event', 'put', '--suffix', '.txt');
      expect(JSON.stringify(await json('event', 'list', 'pail/told'))).toContain('arn:minio:sqs::x:webhook');
      const file = join(folder, 'told.txt');
      await writeFile(file, 'told');
      await mc('cp', file, 'pail/told/k.txt');
      await expect.poll(() => received.map((body) => JSON.parse(body).Key)).toContain('told/k.txt');
    });

    it('asks with SQL', async () => {
      await mc('mb', 'pail/sql');
      const file = join(folder, 'people.csv');
      await writeFile(file, 'name,age\nAda,36\nGrace,45\n');
      await mc('cp', file, 'pail/sql/people.csv');
      const query = 'select s.name from S3Object s where cast(s.age as int) > 40';
      expect(
        await mc('sql', '--csv-input', 'fh=USE,rd=\n,fd=,', '--query', query, 'pail/sql/people.csv'),
      ).toContain('Grace');
    });

    it('shares links that work and end', async () => {
      await mc('mb', 'pail/shared');
      const file = join(folder, 'shared.txt');
      await writeFile(file, 'shared');
      await mc('cp', file, 'pail/shared/k');
      const [link] = await json('share', 'download', '--expire', '1h', 'pail/shared/k');
      expect(await (await fetch(link?.share as string)).text()).toBe('shared');
    });

    it('encrypts with a key of its own', async () => {
      await mc('mb', 'pail/ssec');
      const file = join(folder, 'secret.txt');
      await writeFile(file, 'secret');
      const key = Buffer.from('32byteslongsecretkeymustprovided').toString('base64url');
      await mc('cp', '--enc-c', `pail/ssec=${key}`, file, 'pail/ssec/k');
      expect(await mc('cat', '--enc-c', `pail/ssec=${key}`, 'pail/ssec/k')).toBe('secret');
      await expect(mc('cat', 'pail/ssec/k')).rejects.toThrow();
    });
  },
);
