import type { StorageDriver } from '../driver.ts';
import type { ListInput } from '../object-operations.ts';
import type { ListPage, StoredBytes } from '../types.ts';

/** MD5s of the texts that the suite stores most, in hex. */
export const md5OfHello = '5d41402abc4b2a76b9719d911017c592';
export const md5OfWorld = '7d793037a0760186574b0282f2f435e7';

export async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(body).text();
}

/** What the parts of the driver contract share: a driver that is open while tests run, and a bucket of their own. */
export interface ContractScene {
  readonly bucket: string;
  readonly driver: StorageDriver;
  /** An optional group. A driver without it fails the part about it, which is then not to be called for it. */
  group<Name extends 'buckets' | 'multipart' | 'presign' | 'uploadForms'>(
    which: Name,
  ): NonNullable<StorageDriver[Name]>;
  put(key: string, text?: string): Promise<StoredBytes>;
  pagesOf(input: Omit<ListInput, 'bucket'>): Promise<ListPage[]>;
  keysOf(input?: Omit<ListInput, 'bucket'>): Promise<string[]>;
}

/** `openDriver` is asked at each use: the driver opens when the tests begin. */
export function createContractScene(bucket: string, openDriver: () => StorageDriver): ContractScene {
  const scene: ContractScene = {
    bucket,
    get driver() {
      return openDriver();
    },
    group(which) {
      const operations = scene.driver[which];
      if (!operations) throw new Error(`This driver has no ${which}.`);
      return operations;
    },
    put: (key, text = 'hello') => scene.driver.objects.put({ bucket, key, body: new Blob([text]) }),
    async pagesOf(input) {
      const pages: ListPage[] = [];
      for await (const page of scene.driver.objects.list({ bucket, ...input })) pages.push(page);
      return pages;
    },
    async keysOf(input = {}) {
      return (await scene.pagesOf(input)).flatMap((page) => page.entries.map((entry) => entry.key));
    },
  };
  return scene;
}
