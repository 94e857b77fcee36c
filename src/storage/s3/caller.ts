import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { CallOptions } from '../call-options.ts';
import type { S3Profile } from '../connection.ts';
import type { Credentials } from '../credentials.ts';
import { StorageError } from '../errors.ts';
import { browserTransport } from '../http/browser-transport.ts';
import { readBytes } from '../http/read-body.ts';
import { type SdkCallOptions, sendableHeaders, urlOfRequest } from '../http/sdk-handler.ts';
import type { Transport, TransportResponse } from '../http/transport.ts';
import type { PresignedUrl } from '../types.ts';
import {
  type Connection,
  createRegionClient,
  type RegionClient,
  regionEndpoint,
  type S3Command,
} from './client.ts';
import { refuseUnsendableBucket, refuseUnsendableKey } from './keys.ts';
import { plainRequest } from './plain-request.ts';
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

/** A call that the SDK has no command for, or whose document must go and come unchanged. */
export interface PlainRequest {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Absent: the service itself. */
  bucket?: string;
  key?: string;
  /** A list is a name that is sent several times. */
  query: Record<string, string | string[]>;
  /** Sent with its MD5, which some servers insist on. */
  body?: string;
  contentType?: string;
  /** Further headers, signed. */
  headers?: Record<string, string>;
}

/** How the operations talk to one endpoint. Every way fails with the same `StorageError`s. */
export interface S3Caller {
  /** Of the call that lists objects. */
  readonly listVersion: 1 | 2;
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
  /** Answered raw, successes alone. A GET without headers is signed in its query, all else in headers. */
  plain(request: PlainRequest, options?: SendOptions): Promise<TransportResponse>;
  /** A URL that does the command, for `expiresIn` seconds. */
  presign<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
    options: PresignOptions,
  ): Promise<PresignedUrl>;
  /** For what is signed and is no request. `not-supported` without credentials. */
  signingTerms(bucket: string, publicOrigin: string | undefined): Promise<SigningTerms>;
}

interface PresignOptions {
  /** Seconds. */
  expiresIn: number;
  /** From when they count; now where it is absent. */
  date?: Date;
  /** In place of the endpoint: its host and path are what is signed. */
  publicOrigin?: string;
  /** Lower-case names of headers that are signed too, and must then be sent. */
  signedHeaders?: readonly string[];
}

export interface SigningTerms {
  endpoint: string;
  region: string;
  addressing: S3Profile['addressing'];
  credentials: Credentials;
  /** By the server's clock, as far as it is known. */
  date: Date;
}

/** Seconds without any sign of life, where the profile names none. */
const usualTimeout = 60;
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
  const { profile, credentials, keys } = connection;
  const defaultIdleTimeout = (profile.timeout ?? usualTimeout) * 1000;
  const clients = new Map<string, RegionClient>();
  /** Regions that the server named for buckets; '' stands for the service itself. */
  const regions = new Map<string, string>();
  let clockOffset = 0;
  const signingDate = () => new Date(now() + clockOffset);

  const regionOf = (bucket: string) => regions.get(bucket) ?? profile.region;

  /** What it signs is only handed out: nothing is sent to another origin. */
  const publicClient = (origin: string, region: string) =>
    createRegionClient({ ...connection, profile: { ...profile, endpoint: origin, region } }, region, {
      transport,
      signingDate,
    });

  function clientFor(bucket: string): RegionClient {
    const region = regionOf(bucket);
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

  /** Waits for other keys where those that were used have expired; true where there are any. */
  async function replaceKeys(
    error: StorageError,
    used: Credentials | undefined,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    // MinIO forgets temporary keys when they end, and says then that it does not know them.
    const isOver = error.code === 'expired-credentials' || error.code === 'invalid-access-key';
    if (!isOver || !keys || !used) return false;
    try {
      await keys.replace(used, signal);
      return true;
    } catch (failure) {
      if (failure instanceof StorageError && failure.code === 'aborted') throw failure;
      return false;
    }
  }

  /** Runs `attempt`; once more after a refusal for the region, one for the clock, and one for the end of the keys. */
  async function corrected<Result>(
    bucket: string,
    signal: AbortSignal | undefined,
    attempt: (client: RegionClient) => Promise<Result>,
  ): Promise<Result> {
    const corrections = new Set<string>();
    for (;;) {
      let used: Credentials | undefined;
      try {
        if (signal?.aborted) throw new StorageError('aborted', { cause: signal.reason });
        used = await keys?.keys(signal);
        return await attempt(clientFor(bucket));
      } catch (thrown) {
        const error = asStorageError(thrown, signal);
        if (!corrects || corrections.has(error.code)) throw error;
        if (!correct(error, bucket) && !(await replaceKeys(error, used, signal))) throw error;
        corrections.add(error.code);
      }
    }
  }

  return {
    listVersion: profile.listVersion ?? 2,

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

    async plain(plain, { signal, idleTimeout = defaultIdleTimeout } = {}) {
      const address = { Bucket: plain.bucket, Key: plain.key };
      const { bucket, target } = addressOf(address);
      const inQuery = plain.method === 'GET' && plain.headers === undefined;
      const signedIn = credentials ? (inQuery ? 'query' : 'header') : 'nowhere';
      return corrected(bucket, signal, async (client) => {
        const request = await plainRequest(client, plain);
        const date = signingDate();
        const signed =
          signedIn === 'query'
            ? await client.presign(request, { expiresIn: readExpiresIn, signingDate: date })
            : await client.sign(request, { signingDate: date });
        const response = await transport({
          method: signed.method,
          url: urlOfRequest(signed),
          headers: sendableHeaders(signed.headers),
          body: plain.body,
          signal,
          idleTimeout,
        });
        if (response.status < 300) return response;
        const body = new TextDecoder().decode(await readBytes(response.body));
        throw errorFromAnswer({ ...response, body }, { target, signedIn }, now());
      });
    },

    async presign(command, { expiresIn, date = signingDate(), publicOrigin, signedHeaders }) {
      const { bucket } = addressOf(command.input);
      await keys?.keys();
      const client = publicOrigin ? publicClient(publicOrigin, regionOf(bucket)) : clientFor(bucket);
      const signing = { expiresIn, signingDate: date, signedHeaders };
      const request = await client.presign(await client.requestOf(command), signing);
      // The date is signed in whole seconds.
      const end = Math.floor(date.getTime() / 1000) + expiresIn;
      const headers = Object.fromEntries(
        (signedHeaders ?? []).map((name) => [name, request.headers[name] ?? '']),
      );
      return { url: urlOfRequest(request), expiresAt: new Date(end * 1000), headers };
    },

    async signingTerms(bucket, publicOrigin) {
      refuseUnsendableBucket(bucket);
      const used = keys ? await keys.keys() : credentials;
      if (!used) throw new StorageError('not-supported');
      const region = regionOf(bucket);
      const endpoint = publicOrigin ?? regionEndpoint(profile, region);
      return { endpoint, region, addressing: profile.addressing, credentials: used, date: signingDate() };
    },
  };
}
