import { Sha256 } from '@aws-crypto/sha256-js';
import {
  type $Command,
  S3Client,
  type S3ClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-s3';
import { S3RequestPresigner } from '@aws-sdk/s3-request-presigner';
import { HttpRequest } from '@smithy/protocol-http';
import { SignatureV4 } from '@smithy/signature-v4';
import type { S3Profile } from '../connection.ts';
import type { Credentials, KeySource } from '../credentials.ts';
import { createSdkHandler } from '../http/sdk-handler.ts';
import type { Transport } from '../http/transport.ts';
import { endpointForRegion } from './region-endpoint.ts';

export interface Connection {
  profile: S3Profile;
  /** Absent: anonymous; nothing is signed. */
  credentials?: Credentials;
  /** Where the credentials end: the ones of the moment, in their place. */
  keys?: KeySource;
}

export type S3Command<
  Input extends ServiceInputTypes = ServiceInputTypes,
  Output extends ServiceOutputTypes = ServiceOutputTypes,
> = $Command<Input, Output, S3ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes>;

/** The SDK's reports to AWS: they would only widen what a CORS rule has to allow. */
const statisticsHeaders = ['x-amz-user-agent', 'amz-sdk-invocation-id', 'amz-sdk-request'];

function dropStatistics(request: HttpRequest): void {
  for (const name of statisticsHeaders) delete request.headers[name];
}

/** One region's client and the two things that the SDK does not offer: a request unsent, and one signed in its query. */
export interface RegionClient {
  readonly sdk: S3Client;
  /** The request of a command, not signed and not sent: paths and hosts are built by the SDK alone. */
  requestOf<Input extends ServiceInputTypes, Output extends ServiceOutputTypes>(
    command: S3Command<Input, Output>,
  ): Promise<HttpRequest>;
  /** Signs in headers. */
  sign(request: HttpRequest, options: { signingDate: Date }): Promise<HttpRequest>;
  /** Signs for `expiresIn` seconds from `signingDate`; of the headers only the host and `signedHeaders`. */
  presign(
    request: HttpRequest,
    options: { expiresIn: number; signingDate: Date; signedHeaders?: readonly string[] },
  ): Promise<HttpRequest>;
}

/** Where buckets of a region are asked for. */
export function regionEndpoint(profile: S3Profile, region: string): string {
  return region === profile.region ? profile.endpoint : endpointForRegion(profile.endpoint, region);
}

/**
 * The SDK as a page needs it. It sends through `transport`, once (the transfer engine and the pages decide on further
 * tries), and signs with `signingDate`.
 */
export function createRegionClient(
  { profile, credentials, keys }: Connection,
  region: string,
  { transport, signingDate }: { transport: Transport; signingDate: () => Date },
): RegionClient {
  const signing = {
    service: 's3',
    region,
    credentials: keys
      ? () => keys.keys()
      : (credentials ?? { accessKeyId: 'anonymous', secretAccessKey: '' }),
    // In JavaScript, because crypto.subtle is missing on pages of plain http hosts.
    sha256: Sha256,
    uriEscapePath: false,
  };
  const signer = new SignatureV4(signing);
  const presigner = new S3RequestPresigner(signing);
  const sdk = new S3Client({
    region,
    endpoint: regionEndpoint(profile, region),
    forcePathStyle: profile.addressing === 'path',
    // The signer below has the real ones; the SDK would only keep them too long.
    credentials: { accessKeyId: 'anonymous', secretAccessKey: '' },
    maxAttempts: 1,
    // File bodies: their integrity is the Content-MD5, and the checksum code of the SDK cannot read a Blob.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    disableS3ExpressSessionAuth: true,
    expectContinueHeader: false,
    sha256: Sha256,
    signer: {
      async sign(request: HttpRequest) {
        dropStatistics(request);
        return credentials ? signer.sign(request, { signingDate: signingDate() }) : request;
      },
    },
    requestHandler: createSdkHandler(transport),
  });
  return {
    sdk,
    async requestOf(command) {
      let built: unknown;
      const stack = sdk.middlewareStack.clone();
      stack.addRelativeTo(
        () => async (step: { request?: unknown }) => {
          built = step.request;
          return { response: undefined, output: { $metadata: {} } };
        },
        { name: 'takeRequest', relation: 'before', toMiddleware: 'awsAuthMiddleware' },
      );
      await command.resolveMiddleware(stack, sdk.config, {})({ input: command.input });
      if (!HttpRequest.isInstance(built)) throw new TypeError('The SDK built no request.');
      dropStatistics(built);
      return built;
    },
    async sign(request, options) {
      return credentials ? HttpRequest.clone(await signer.sign(request, options)) : request;
    },
    async presign(request, { signedHeaders, ...options }) {
      const signableHeaders = signedHeaders && new Set(signedHeaders);
      return HttpRequest.clone(await presigner.presign(request, { ...options, signableHeaders }));
    },
  };
}
