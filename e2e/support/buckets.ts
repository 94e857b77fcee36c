import { randomBytes } from 'node:crypto';
import { Client, type S3Error } from 'minio';
import type { Target } from './target.ts';

/**
 * A client that shares no code with the console, to put things in place and to read back what the console did.
 */
export function independentClient(
  target: Pick<Target, 'endpoint' | 'region' | 'accessKeyId' | 'secretAccessKey'>,
): Client {
  const { hostname, port } = new URL(target.endpoint);
  return new Client({
    endPoint: hostname,
    port: Number(port),
    useSSL: false,
    region: target.region,
    pathStyle: true,
    accessKey: target.accessKeyId,
    secretKey: target.secretAccessKey,
  });
}

/** The buckets of one test. All that were named here are gone after it, however they came about. */
export class TestBuckets {
  readonly #s3: Client;
  readonly #names: string[] = [];

  constructor(s3: Client) {
    this.#s3 = s3;
  }

  /** A name that no other test has, for a bucket that the test itself will make. */
  reserve(name = `e2e-${randomBytes(6).toString('hex')}`): string {
    this.#names.push(name);
    return name;
  }

  /** A new empty bucket. */
  async create(): Promise<string> {
    const name = this.reserve();
    await this.#s3.makeBucket(name);
    return name;
  }

  async removeAll(): Promise<void> {
    for (const name of this.#names.splice(0)) {
      if (await this.#s3.bucketExists(name)) await this.#remove(name);
    }
  }

  /** On MinIO an object `a` hides `a/b` from listings, so one pass over the listing may not be all. */
  async #remove(name: string): Promise<void> {
    for (let pass = 1; ; pass += 1) {
      await this.#removeUploads(name);
      await this.#removeObjects(name);
      if (pass > 1) await this.#removeVersions(name);
      try {
        return await this.#s3.removeBucket(name);
      } catch (error) {
        if (pass === 5 || (error as S3Error).code !== 'BucketNotEmpty') throw error;
      }
    }
  }

  async #removeUploads(name: string): Promise<void> {
    for await (const upload of this.#s3.listIncompleteUploads(name, '', true)) {
      await this.#s3.removeIncompleteUpload(name, upload.key);
    }
  }

  async #removeObjects(name: string): Promise<void> {
    let keys: string[] = [];
    for await (const { name: key } of this.#s3.listObjectsV2(name, '', true)) {
      keys.push(key);
      if (keys.length === 1000) {
        await this.#s3.removeObjects(name, keys);
        keys = [];
      }
    }
    if (keys.length > 0) await this.#s3.removeObjects(name, keys);
  }

  /** Delete markers too, and what a governance retention keeps. */
  async #removeVersions(name: string): Promise<void> {
    const versions: { name: string; versionId?: string }[] = [];
    for await (const version of this.#s3.listObjects(name, '', true, { IncludeVersion: true })) {
      versions.push(version as { name: string; versionId?: string });
    }
    for (const { name: key, versionId } of versions) {
      await this.#s3.removeObject(name, key, { versionId, governanceBypass: true });
    }
  }
}
