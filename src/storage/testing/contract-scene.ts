import type { StorageDriver } from '../driver.ts';
import type { CopyInput, ListInput } from '../object-operations.ts';
import type { ListPage, StoredBytes } from '../types.ts';

/** MD5s of the texts that the suite stores most, in hex. */
export const md5OfHello = '5d41402abc4b2a76b9719d911017c592';
export const md5OfWorld = '7d793037a0760186574b0282f2f435e7';

export async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(body).text();
}

/**
 * What a protocol does without, by its nature and for good. Everything that a driver does not name here is asked of it;
 * the groups among these it must not have either.
 */
export type Lack =
  | 'buckets'
  | 'multipart'
  | 'blocks'
  | 'presign'
  | 'uploadForms'
  | 'copy'
  | 'properties' // nothing but the type comes back with an object, and what cannot be kept is refused
  | 'folder-markers' // a folder is no entry of a listing
  | 'large-puts' // more than 10 MiB in one request
  | 'batches'; // deletes are one request a key

/** What the parts of the driver contract share: a driver that is open while tests run, and a bucket of their own. */
export interface ContractScene {
  readonly bucket: string;
  readonly driver: StorageDriver;
  lacks(what: Lack): boolean;
  /** An optional group, of a driver that is not said to lack it. */
  group<Name extends 'buckets' | 'multipart' | 'blocks' | 'presign' | 'uploadForms'>(
    which: Name,
  ): NonNullable<StorageDriver[Name]>;
  put(key: string, text?: string): Promise<StoredBytes>;
  /** Of a driver that copies. */
  copy(input: CopyInput): Promise<StoredBytes>;
  pagesOf(input: Omit<ListInput, 'bucket'>): Promise<ListPage[]>;
  keysOf(input?: Omit<ListInput, 'bucket'>): Promise<string[]>;
}

/** `openDriver` is asked at each use: the driver opens when the tests begin. */
export function createContractScene(
  bucket: string,
  openDriver: () => StorageDriver,
  lacks: readonly Lack[] = [],
): ContractScene {
  const scene: ContractScene = {
    bucket,
    lacks: (what) => lacks.includes(what),
    get driver() {
      return openDriver();
    },
    group(which) {
      const operations = scene.driver[which];
      if (!operations) throw new Error(`This driver has no ${which}.`);
      return operations;
    },
    put: (key, text = 'hello') => scene.driver.objects.put({ bucket, key, body: new Blob([text]) }),
    async copy(input) {
      if (!scene.driver.objects.copy) throw new Error('This driver does not copy.');
      return scene.driver.objects.copy(input);
    },
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
