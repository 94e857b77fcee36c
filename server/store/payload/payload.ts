import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Authentication } from '../auth/authenticate.ts';
import { type Checksum, type ChecksumAlgorithm, runningChecksum } from '../checksum/checksum.ts';
import { S3Error } from '../http/s3-error.ts';
import { ChunkDecoder } from './chunk-decoder.ts';
import type { PayloadPlan } from './payload-plan.ts';
import { runningMd5 } from './running-md5.ts';

/** What was computed over a payload that held all its promises. */
export interface PayloadDigests {
  /** Bytes. */
  size: number;
  md5: Buffer;
  /** Present when one was sent, or asked for. */
  checksum: Checksum | undefined;
}

export interface Payload {
  plan: PayloadPlan;
  /**
   * The bytes as they arrive, once. It throws at its end when a hash or the length is not the promised one, so
   * nothing that was written down counts before it ended. `also`: a checksum wanted even if none was sent.
   */
  chunks(also?: ChecksumAlgorithm): AsyncGenerator<Buffer>;
  /** Of the bytes that `chunks` gave; only after it ended. */
  digests(): PayloadDigests;
}

/** `auth` is undefined for an anonymous request, whose chunks cannot be signed. */
export function openPayload(
  req: Pick<IncomingMessage, 'iterator'>,
  plan: PayloadPlan,
  auth: Authentication | undefined,
): Payload {
  let digests: PayloadDigests | undefined;
  return {
    plan,
    async *chunks(also) {
      const decoder = plan.framing === 'plain' ? undefined : chunkDecoder(plan, auth);
      const md5 = runningMd5(plan.length);
      const sha256 = plan.sha256 === undefined ? undefined : createHash('sha256');
      const algorithm = plan.checksum?.algorithm ?? also;
      const checksum = algorithm === undefined ? undefined : runningChecksum(algorithm);
      let size = 0;
      let digest: Buffer;
      try {
        for await (const received of receive(req)) {
          for (const chunk of decoder === undefined ? [received] : decoder.push(received)) {
            size += chunk.length;
            if (plan.length !== undefined && size > plan.length) throw wrongLength();
            await md5.update(chunk);
            sha256?.update(chunk);
            checksum?.update(chunk);
            yield chunk;
          }
        }
        digest = await md5.digest();
      } finally {
        md5.close();
      }
      decoder?.end();
      if (plan.length !== undefined && size !== plan.length) throw wrongLength();
      checkSha256(plan, sha256?.digest('hex'));
      if (plan.md5 !== undefined && !plan.md5.equals(digest)) {
        throw badDigest('Content-MD5', plan.md5.toString('base64'), digest.toString('base64'));
      }
      const value = checksum?.value().toString('base64');
      checkChecksum(plan, value, decoder?.trailers);
      digests = {
        size,
        md5: digest,
        checksum:
          algorithm === undefined || value === undefined
            ? undefined
            : { algorithm, value, type: 'FULL_OBJECT' },
      };
    },
    digests() {
      if (digests === undefined) throw new Error('The payload was not read to its end.');
      return digests;
    },
  };
}

/** Reads a whole document, such as XML, that may not be larger than `limit` bytes. */
export async function readDocument(payload: Payload, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of payload.chunks()) {
    size += chunk.length;
    if (size > limit) {
      throw new S3Error('MaxMessageLengthExceeded', 'The document is too long.', {
        MaxMessageLengthBytes: String(limit),
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Leaves the request open when its reader stops early, so that the answer still reaches the client. */
async function* receive(req: Pick<IncomingMessage, 'iterator'>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false })) yield chunk as Buffer;
  } catch {
    throw new S3Error('IncompleteBody', 'The connection ended before the whole body had come.');
  }
}

function chunkDecoder(plan: PayloadPlan, auth: Authentication | undefined): ChunkDecoder {
  const expected = plan.checksum?.expected;
  const trailerNames = expected !== undefined && 'trailer' in expected ? [expected.trailer] : [];
  const isSigned = plan.framing === 'signed-chunks';
  if (isSigned && auth === undefined) {
    throw new S3Error('AccessDenied', 'Signed chunks belong to a signed request.');
  }
  return new ChunkDecoder({
    chain: isSigned && auth ? { signing: auth.signing, seedSignature: auth.signature } : undefined,
    trailerNames: plan.hasTrailer ? trailerNames : undefined,
  });
}

function checkSha256(plan: PayloadPlan, computed: string | undefined): void {
  if (plan.sha256 === undefined || computed === undefined || plan.sha256 === computed) return;
  throw new S3Error('XAmzContentSHA256Mismatch', 'x-amz-content-sha256 is not the SHA-256 of the body.', {
    ClientComputedContentSHA256: plan.sha256,
    S3ComputedContentSHA256: computed,
  });
}

function checkChecksum(
  { checksum }: PayloadPlan,
  computed: string | undefined,
  trailers: ReadonlyMap<string, string> | undefined,
): void {
  if (checksum === undefined) return;
  const { algorithm, expected } = checksum;
  const promised = 'value' in expected ? expected.value : trailers?.get(expected.trailer);
  if (promised !== computed) throw badDigest(algorithm.toUpperCase(), promised ?? '', computed ?? '');
}

function badDigest(name: string, expected: string, computed: string): S3Error {
  return new S3Error('BadDigest', `The ${name} that was sent is not that of the body.`, {
    ExpectedDigest: expected,
    CalculatedDigest: computed,
  });
}

const wrongLength = () =>
  new S3Error('IncompleteBody', 'The body has not as many bytes as its length header says.');
