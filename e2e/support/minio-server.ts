import { randomBytes } from 'node:crypto';
import { type ChildServer, startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';

export interface MinioServer {
  endpoint: string;
  accessKeyId: string;
  secretAccessKey: string;
  child: ChildServer;
}

/**
 * A MinIO on loopback that keeps its objects in `folder`, with keys made for this run. `e2e/run.mjs` finds the
 * program, or builds it, and names it in PAIL_MINIO. `webhooks`: where it may send notifications, URLs by name.
 */
export async function startMinioServer(
  folder: string,
  webhooks: Readonly<Record<string, string>> = {},
): Promise<MinioServer> {
  const command = process.env.PAIL_MINIO;
  if (!command) throw new Error('PAIL_MINIO is not set: start this suite with "npm run test:servers"');
  const accessKeyId = 'pail-e2e';
  const secretAccessKey = randomBytes(20).toString('hex');
  const address = `127.0.0.1:${await freePort()}`;
  const args = ['server', folder, '--address', address, '--console-address', `127.0.0.1:${await freePort()}`];
  const { server } = await startChildServer(command, args, {
    environment: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|MINIO|PAIL)_/.test(name))),
      MINIO_ROOT_USER: accessKeyId,
      MINIO_ROOT_PASSWORD: secretAccessKey,
      MINIO_KMS_SECRET_KEY: `pail-e2e:${randomBytes(32).toString('base64')}`,
      MINIO_API_SELECT_PARQUET: 'on',
      // Otherwise a browser that asks for `/` without a signature is sent to MinIO's own console.
      MINIO_BROWSER: 'off',
      ...Object.fromEntries(
        Object.entries(webhooks).flatMap(([name, url]) => [
          [`MINIO_NOTIFY_WEBHOOK_ENABLE_${name}`, 'on'],
          [`MINIO_NOTIFY_WEBHOOK_ENDPOINT_${name}`, url],
        ]),
      ),
      // Allows a drive that shares its disk with the system.
      MINIO_CI_CD: '1',
    },
    ready: async () => ((await isReady(`http://${address}`)) ? true : undefined),
  });
  return { endpoint: `http://${address}`, accessKeyId, secretAccessKey, child: server };
}

async function isReady(origin: string): Promise<boolean> {
  try {
    return (await fetch(`${origin}/minio/health/ready`)).ok;
  } catch {
    return false;
  }
}
