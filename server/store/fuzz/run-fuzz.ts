import { type RawRequest, rawRequest, requestBytes } from '../testing/raw-request.ts';
import { mutateBytes, mutateRequest } from './mutate.ts';
import { type Random, seededRandom } from './random.ts';
import { type FuzzAnswer, sendBytes } from './send-bytes.ts';
import { framedLength, signChunks } from './sign-chunks.ts';
import { buckets, type Seen, validRequest } from './valid-requests.ts';

export interface FuzzOptions {
  port: number;
  /** The same seed makes the same requests, but for the ids that the store gives. */
  seed: number;
  count: number;
}

export interface FuzzReport {
  /** How many answers had which status; `none` are connections that were closed without one. */
  statuses: Record<string, number>;
  /** Answers that no request may get, with the bytes that got them. */
  failures: { index: number; answer: FuzzAnswer; request: string }[];
}

const atATime = 16;

export async function runFuzz({ port, seed, count }: FuzzOptions): Promise<FuzzReport> {
  await makeBuckets(port);
  const report: FuzzReport = { statuses: {}, failures: [] };
  const seen: Seen = { uploadIds: [], versionIds: [] };
  let next = 0;
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        const bytes = fuzzBytes(port, seededRandom(seed * 1_000_003 + index), seen);
        const answer = await sendBytes(port, bytes);
        remember(seen, answer.text);
        const { status, hung } = answer;
        const name = String(status ?? 'none');
        report.statuses[name] = (report.statuses[name] ?? 0) + 1;
        if (hung || (status !== undefined && status >= 500 && status !== 501)) {
          report.failures.push({ index, answer, request: bytes.toString('latin1') });
        }
      }
    }),
  );
  return report;
}

/** Every fourth request is as it should be, so that there is always something to break. */
function fuzzBytes(port: number, random: Random, seen: Seen): Buffer {
  const valid = validRequest(random, seen);
  if (random.oneIn(4)) return bytesOf(port, valid);
  if (random.oneIn(2)) return mutateBytes(bytesOf(port, valid), random);
  let request = mutateRequest(valid, random);
  while (random.oneIn(3)) request = mutateRequest(request, random);
  return bytesOf(port, request);
}

function bytesOf(port: number, request: RawRequest): Buffer {
  const isChunked = request.payloadHash === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
  const payload = Buffer.from(request.body ?? '');
  const framed = isChunked ? { ...request, body: Buffer.alloc(framedLength(payload.length)) } : request;
  try {
    const { head, body } = requestBytes({ port }, framed);
    return Buffer.concat([head, isChunked ? signChunks(head, payload) : body]);
  } catch {
    // There is no signing what cannot be parsed.
    const { head, body } = requestBytes({ port }, { ...request, signed: false });
    return Buffer.concat([head, body]);
  }
}

async function makeBuckets(port: number): Promise<void> {
  for (const bucket of buckets) {
    const headers: Record<string, string> =
      bucket === 'fuzz-locked' ? { 'x-amz-bucket-object-lock-enabled': 'true' } : {};
    await rawRequest({ port }, { method: 'PUT', url: `/${bucket}`, headers });
  }
}

function remember({ uploadIds, versionIds }: Seen, text: string): void {
  const uploadId = /<UploadId>([0-9a-f]+)</.exec(text)?.[1];
  if (uploadId !== undefined) uploadIds.push(uploadId);
  const versionId = /^x-amz-version-id: (\S+)/im.exec(text)?.[1];
  if (versionId !== undefined) versionIds.unshift(versionId);
}
