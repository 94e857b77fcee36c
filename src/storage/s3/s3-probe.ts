import { HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { CallOptions } from '../call-options.ts';
import { StorageError } from '../errors.ts';
import type { Bucket } from '../types.ts';
import { listBuckets } from './buckets.ts';
import { createS3Caller, type Surroundings } from './caller.ts';
import type { Connection } from './client.ts';
import { listObjects } from './listing/list-objects.ts';

/** Nobody's bucket: any S3 service says of it that it is not there, or that it is none of our business. */
const absentBucket = 'pail-connection-check';
/** How many buckets are looked into for an object to look at. */
const bucketsToTry = 3;

export interface S3Probe {
  /** Asks for the buckets once, corrects nothing, and rejects with what is wrong. */
  listBuckets(options?: CallOptions): Promise<Bucket[]>;
  /** For anonymous connections, which have no buckets to list: resolves where an S3 service answers. */
  findService(options?: CallOptions): Promise<void>;
  /** Whether the ETag of some object can be read; undefined where there is none to look at. */
  seesEtag(buckets: Bucket[], options?: CallOptions): Promise<boolean | undefined>;
}

/** The read requests of the connection check. */
export function createS3Probe(connection: Connection, surroundings: Surroundings): S3Probe {
  const caller = createS3Caller(connection, { ...surroundings, corrects: false });
  const correctingCaller = createS3Caller(connection, surroundings);

  async function firstKey(bucket: string, options?: CallOptions): Promise<string | undefined> {
    for await (const page of listObjects(correctingCaller, { bucket, pageSize: 1 }, options)) {
      return page.entries[0]?.key;
    }
  }

  return {
    listBuckets: (options) => listBuckets(caller, options),

    async findService(options) {
      try {
        await caller.read(new ListObjectsV2Command({ Bucket: absentBucket, MaxKeys: 1 }), options);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        if (error.code !== 'no-such-bucket' && error.code !== 'access-denied') throw error;
        // Every web server says 404 and 403; the code beside it is what S3 adds.
        if (!error.serviceCode) throw new StorageError('not-s3', { status: error.status });
      }
    },

    async seesEtag(buckets, options) {
      for (const { name } of buckets.slice(0, bucketsToTry)) {
        try {
          const key = await firstKey(name, options);
          if (key === undefined) continue;
          const command = new HeadObjectCommand({ Bucket: name, Key: key });
          return 'etag' in (await correctingCaller.read(command, options)).headers;
        } catch (error) {
          // A bucket that may not be read tells nothing; the next one may.
          if (!(error instanceof StorageError) || error.code === 'aborted') throw error;
        }
      }
      return undefined;
    },
  };
}
