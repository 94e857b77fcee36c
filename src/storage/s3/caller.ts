import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { CallOptions } from '../driver.ts';
import { StorageError } from '../errors.ts';
import { browserTransport } from '../http/browser-transport.ts';
import { readBytes } from '../http/read-body.ts';
import { type SdkCallOptions, sendableHeaders, urlOfRequest } from '../http/sdk-handler.ts';
import type { Transport, TransportResponse } from '../http/transport.ts';
import type { PresignedUrl } from '../types.ts';
import { type Connection, createRegionClient, type RegionClient, type S3Command } from './client.ts';
import { refuseUnsendableBucket, refuseUnsendableKey } from './keys.ts';
import { type AnsweredRequest, errorFromAnswer, errorWithinSuccess } from './s3-errors.ts';

/** The outer world, and whether to adapt to it. */
export interface Surroundings {
  transport?: Transport;
  /** This machine's clock, ms since 1970. */
  now?: () => number;
  /** Whether a wrong region or clock is put right and the call sent once more. Default true. */
  corrects?: boolean;
}

interface SendOptions extends CallOptions {
  onProgress?: (bytesSent: number) => void;
  /** ms, for calls that servers think about for long. */
  idleTimeout?: number;
}

interface ReadOptions extends CallOptions {
  /** Sent beside the signature. All but a simple `range` cost a CORS preflight. */
  headers?: Record<string, string>;
}

/** How the operations talk to one endpoint. Every way fails with the same `StorageError`s. */
export interface S3Caller {
  /** Signed in headers; answered in the SDK's own shapes. */
  send<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    options?: SendOptions,
  ): Promise<Output>;
  /** Signed in the query, so that a browser asks without a CORS preflight; answered raw, successes alone. */
  read<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    options?: ReadOptions,
  ): Promise<TransportResponse>;
  /** A URL that does the command, for `expiresIn` seconds. */
  presign<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    expiresIn: number,
  ): Promise<PresignedUrl>;
}

/** ms without any sign of life. */
const defaultIdleTimeout = 60_000;
/** Seconds that the signature of a read is good for: as long as servers put up with a wrong clock. */
const readExpiresIn = 900;

/** What a command is about, from its input; refuses what would end up as another address. */
function addressOf(input: object): { bucket: string; target: AnsweredRequest['target'] } {
  const { Bucket: bucket, Key: key } = input as { Bucket?: string; Key?: string };
  if (bucket === undefined) return { bucket: '', target: 'service' };
  refuseUnsendableBucket(bucket);
  if (key === undefined) return { bucket, target: 'bucket' };
  refuseUnsendableKey(key);
  return { bucket, target: 'object' };
}

function asStorageError(error: unknown, signal: AbortSignal | undefined): StorageError {
  if (error instanceof StorageError) return error;
  if (signal?.aborted) return new StorageError('aborted', { cause: error });
  // The SDK marks what it could not read with the answer that it came from.
  const isUnreadable = error instanceof Error && '$response' in error;
  return new StorageError(isUnreadable ? 'not-s3' : 'unknown', { cause: error });
}

export function createS3Caller(connection: Connection, surroundings: Surroundings = {}): S3Caller {
  const { transport = browserTransport, now = Date.now, corrects = true } = surroundings;
  const { profile, credentials } = connection;
  const clients = new Map<string, RegionClient>();
  /** Regions that the server named for buckets; '' stands for the service itself. */
  const regions = new Map<string, string>();
  let clockOffset = 0;
  const signingDate = () => new Date(now() + clockOffset);

  function clientFor(bucket: string): RegionClient {
    const region = regions.get(bucket) ?? profile.region;
    let client = clients.get(region);
    if (!client) {
      client = createRegionClient(connection, region, { transport, signingDate });
      clients.set(region, client);
    }
    return client;
  }

  /** Learns from a refusal; true where the same call deserves another try. */
  function correct(error: StorageError, bucket: string): boolean {
    if (error.code === 'wrong-region' && error.region && error.region !== regions.get(bucket)) {
      regions.set(bucket, error.region);
      return true;
    }
    if (error.code === 'clock-skew' && error.clockOffset !== undefined) {
      clockOffset = error.clockOffset;
      return true;
    }
    return false;
  }

  /** Runs `attempt`; once more after a refusal for the region, and once more after one for the clock. */
  async function corrected<Result>(
    bucket: string,
    signal: AbortSignal | undefined,
    attempt: (client: RegionClient) => Promise<Result>,
  ): Promise<Result> {
    const corrections = new Set<string>();
    for (;;) {
      try {
        if (signal?.aborted) throw new StorageError('aborted', { cause: signal.reason });
        return await attempt(clientFor(bucket));
      } catch (thrown) {
        const error = asStorageError(thrown, signal);
        if (!corrects || corrections.has(error.code) || !correct(error, bucket)) throw error;
        corrections.add(error.code);
      }
    }
  }

  return {
    async send(command, { signal, onProgress, idleTimeout = defaultIdleTimeout } = {}) {
      const { bucket, target } = addressOf(command.input);
      const answered = { target, signedIn: credentials ? 'header' : 'nowhere' } as const;
      const options: SdkCallOptions = {
        abortSignal: signal,
        onUploadProgress: onProgress,
        idleTimeout,
        refuse(answer) {
          const failure = (answer.status < 300 ? errorWithinSuccess : errorFromAnswer)(
            answer,
            answered,
            now(),
          );
          if (failure) throw failure;
        },
      };
      return corrected(bucket, signal, (client) => client.sdk.send(command, options));
    },

    async read(command, { signal, headers = {} } = {}) {
      const { bucket, target } = addressOf(command.input);
      const answered = { target, signedIn: credentials ? 'query' : 'nowhere' } as const;
      return corrected(bucket, signal, async (client) => {
        const plain = await client.requestOf(command);
        const request = credentials
          ? await client.presign(plain, { expiresIn: readExpiresIn, signingDate: signingDate() })
          : plain;
        const response = await transport({
          method: request.method,
          url: urlOfRequest(request),
          headers: sendableHeaders(headers),
          signal,
          idleTimeout: defaultIdleTimeout,
        });
        if (response.status < 300) return response;
        const body = new TextDecoder().decode(await readBytes(response.body));
        throw errorFromAnswer({ ...response, body }, answered, now());
      });
    },

    async presign(command, expiresIn) {
      const { bucket } = addressOf(command.input);
      const date = signingDate();
      const client = clientFor(bucket);
      const request = await client.presign(await client.requestOf(command), { expiresIn, signingDate: date });
      return { url: urlOfRequest(request), expiresAt: new Date(date.getTime() + expiresIn * 1000) };
    },
  };
}
