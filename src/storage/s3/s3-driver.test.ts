import { afterAll, beforeAll } from 'vitest';
import { describeDriver } from '../testing/driver-contract.ts';
import { type EmbeddedStore, startEmbeddedStore } from '../testing/local-server.mjs';
import { createS3Driver } from './s3-driver.ts';

let store: EmbeddedStore;

beforeAll(async () => {
  store = await startEmbeddedStore();
}, 120_000);

afterAll(() => store.stop());

const openDriver = async () => {
  const { endpoint, accessKeyId, secretAccessKey } = store;
  return createS3Driver({
    profile: { name: '', protocol: 's3', endpoint, region: 'us-east-1', addressing: 'path', accessKeyId },
    credentials: { accessKeyId, secretAccessKey },
  });
};

describeDriver('the S3 driver on the embedded store', openDriver, { lacks: ['blocks'] });
