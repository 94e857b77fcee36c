import { afterAll, beforeAll, describe } from 'vitest';
import type { StorageDriver } from '../driver.ts';
import { describeAbort } from './abort-contract.ts';
import { describeBuckets } from './bucket-contract.ts';
import { createContractScene } from './contract-scene.ts';
import { describeListing } from './listing-contract.ts';
import { describeMultipart } from './multipart-contract.ts';
import { describeObjects } from './object-contract.ts';
import { describePresign } from './presign-contract.ts';
import { describeUploadForms } from './upload-form-contract.ts';

/**
 * The behaviour that every driver owes its callers, against a running server. `makeDriver` opens a connection with
 * full rights; the suite makes buckets of its own and removes them.
 */
export function describeDriver(name: string, makeDriver: () => Promise<StorageDriver>): void {
  describe(name, () => {
    let driver: StorageDriver | undefined;
    const bucket = `contract-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e6)}`;
    const scene = createContractScene(bucket, () => {
      if (!driver) throw new Error('The driver is open only while tests run.');
      return driver;
    });

    beforeAll(async () => {
      driver = await makeDriver();
      await scene.group('buckets').create(bucket);
    });

    afterAll(async () => {
      // A server may hide some keys behind others: it lists again until nothing is left.
      for (let keys = await scene.keysOf(); keys.length > 0; keys = await scene.keysOf()) {
        await scene.driver.objects.deleteMany({ bucket, keys });
      }
      await scene.group('buckets').delete(bucket);
    });

    describeBuckets(scene);
    describeObjects(scene);
    describeListing(scene);
    describeMultipart(scene);
    describePresign(scene);
    describeUploadForms(scene);
    describeAbort(scene);
  });
}
