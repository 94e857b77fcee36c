import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { describeAbort } from './abort-contract.ts';
import { describeBlocks } from './blocks-contract.ts';
import { describeBuckets } from './bucket-contract.ts';
import { createContractScene, type Lack } from './contract-scene.ts';
import { describeListing } from './listing-contract.ts';
import { describeMultipart } from './multipart-contract.ts';
import { describeObjects } from './object-contract.ts';
import { describePresign } from './presign-contract.ts';
import { describeUploadForms } from './upload-form-contract.ts';

interface ContractOptions {
  lacks?: readonly Lack[];
  /** Where the driver has no buckets of its own: one that anybody may read. */
  makeBucket?: (bucket: string) => Promise<void>;
  removeBucket?: (bucket: string) => Promise<void>;
}

/**
 * The behaviour that every driver owes its callers, against a running server. `makeDriver` opens a connection with
 * full rights; the suite makes a bucket of its own and removes it.
 */
export function describeDriver(
  name: string,
  makeDriver: () => Promise<StorageDriver>,
  { lacks = [], makeBucket, removeBucket }: ContractOptions = {},
): void {
  describe(name, () => {
    let driver: StorageDriver | undefined;
    const bucket = `contract-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6)}`;
    const open = () => {
      if (!driver) throw new Error('The driver is open only while tests run.');
      return driver;
    };
    const scene = createContractScene(bucket, open, lacks);

    beforeAll(async () => {
      driver = await makeDriver();
      await (makeBucket ? makeBucket(bucket) : scene.group('buckets').create(bucket));
    });

    afterAll(async () => {
      // A server may hide some keys behind others: it lists again until nothing is left.
      for (let keys = await scene.keysOf(); keys.length > 0; keys = await scene.keysOf()) {
        await scene.driver.objects.deleteMany({ bucket, keys });
      }
      await (removeBucket ? removeBucket(bucket) : scene.group('buckets').delete(bucket));
    });

    it('offers what its protocol has, and no more', () => {
      const { objects, ...groups } = scene.driver;
      for (const group of ['buckets', 'multipart', 'blocks', 'presign', 'uploadForms'] as const) {
        expect([group, groups[group] === undefined]).toEqual([group, scene.lacks(group)]);
      }
      expect(objects.copy === undefined).toBe(scene.lacks('copy'));
    });

    if (!scene.lacks('buckets')) describeBuckets(scene);
    describeObjects(scene);
    describeListing(scene);
    if (!scene.lacks('multipart')) describeMultipart(scene);
    if (!scene.lacks('blocks')) describeBlocks(scene);
    if (!scene.lacks('presign')) describePresign(scene);
    if (!scene.lacks('uploadForms')) describeUploadForms(scene);
    describeAbort(scene);
  });
}
