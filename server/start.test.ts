import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  GetBucketNotificationConfigurationCommand,
  GetObjectCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { parseOptions } from './options.ts';
import { startPail } from './start.ts';

it('gives the store its users, webhooks and profile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pail-start-'));
  const usersFile = join(folder, 'users.json');
  const policy = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::pail/*' },
  };
  await writeFile(usersFile, JSON.stringify([{ accessKeyId: 'bob', secretAccessKey: 'his-secret', policy }]));
  const parsed = parseOptions(
    `--port 0 --store-port 0 --data ${join(folder, 'store')} --profile minio --user ann:her-secret
    --notify-webhook hook=http://127.0.0.1:9/`.split(/\s+/),
    { PAIL_USERS: usersFile },
  );
  if (parsed.kind !== 'run') throw new Error(JSON.stringify(parsed));
  const pail = await startPail(parsed.options, {}, undefined);
  const { origin = '', credentials } = pail.store ?? {};
  const clients: S3Client[] = [];
  const as = (accessKeyId = '', secretAccessKey = '') => {
    const keys = { accessKeyId, secretAccessKey };
    const client = new S3Client({
      endpoint: origin,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: keys,
    });
    clients.push(client);
    return client;
  };
  try {
    const owner = as(credentials?.accessKeyId, credentials?.secretAccessKey);
    const object = { Bucket: 'pail', Key: 'a' };
    await owner.send(new CreateBucketCommand(object));
    await owner.send(new PutObjectCommand({ ...object, Body: 'text' }));
    const QueueConfigurations = [
      { Id: 'one', QueueArn: 'arn:minio:sqs::hook:webhook', Events: ['s3:ObjectRemoved:*' as const] },
    ];
    await owner.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: 'pail',
        NotificationConfiguration: { QueueConfigurations },
      }),
    );
    const told = await owner.send(new GetBucketNotificationConfigurationCommand(object));
    expect(told.QueueConfigurations).toMatchObject([{ Id: 'one' }]);

    const read = new GetObjectCommand(object);
    expect(await (await as('bob', 'his-secret').send(read)).Body?.transformToString()).toBe('text');
    await expect(as('ann', 'her-secret').send(read)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(as('carl', 'no-such-user').send(read)).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
    // Only MinIO hides from strangers which buckets there are.
    expect((await fetch(`${origin}/not-there`)).status).toBe(403);
  } finally {
    for (const client of clients) client.destroy();
    await pail.close();
    await rm(folder, { recursive: true });
  }
});
