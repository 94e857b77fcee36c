import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestStore, type TestStore, testCredentials } from '../testing/test-store.ts';
import { runClient } from './run-client.ts';

describe.each([{ provider: 'Minio' }, { provider: 'Ceph' }, { provider: 'Other' }])(
  'rclone as for $provider',
  ({ provider }) => {
    let test: TestStore;
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'pail-rclone-'));
      test = await startTestStore();
      await writeFile(
        join(folder, 'rclone.conf'),
        `[pail]\ntype = s3\nprovider = ${provider}\nendpoint = ${test.origin}\naccess_key_id = ${testCredentials.accessKeyId}\nsecret_access_key = ${testCredentials.secretAccessKey}\nregion = us-east-1\nforce_path_style = true\n`,
      );
    });

    afterAll(async () => {
      await test.close();
      await rm(folder, { recursive: true });
    });

    async function rclone(...args: string[]): Promise<string> {
      const { status, stdout, stderr } = await runClient('PAIL_RCLONE', [
        '--config',
        join(folder, 'rclone.conf'),
        ...args,
      ]);
      if (status !== 0) throw new Error(`rclone ${args.join(' ')} ended with ${status}: ${stderr}`);
      return stdout;
    }

    it('copies a folder there and back and finds no difference', async () => {
      const source = join(folder, 'source');
      await mkdir(join(source, 'a/b'), { recursive: true });
      const files = {
        '100%.txt': 'percent',
        'a/ü 中.txt': 'text',
        'a/b/empty': '',
        'a/big': 'x'.repeat(21 * 1024 ** 2),
      };
      for (const [name, text] of Object.entries(files)) await writeFile(join(source, name), text);
      await rclone('mkdir', 'pail:bucket');
      await rclone('copy', '--s3-upload-cutoff', '10M', '--s3-chunk-size', '5M', source, 'pail:bucket/copy');
      await rclone('check', '--download', source, 'pail:bucket/copy');
      await rclone('copy', 'pail:bucket/copy', join(folder, 'target'));
      for (const [name, text] of Object.entries(files)) {
        expect(await readFile(join(folder, 'target', name), 'utf8')).toBe(text);
      }
    });

    it('keeps times, moves on the server and purges', async () => {
      const file = join(folder, 'dated.txt');
      await writeFile(file, 'dated');
      await rclone('copyto', file, 'pail:bucket/dated.txt');
      await rclone('check', folder, 'pail:bucket', '--include', 'dated.txt');
      await rclone('moveto', 'pail:bucket/dated.txt', 'pail:bucket/moved/dated.txt');
      expect(await rclone('cat', 'pail:bucket/moved/dated.txt')).toBe('dated');
      await rclone('purge', 'pail:bucket');
      expect(await rclone('lsd', 'pail:')).toBe('');
    });
  },
);
