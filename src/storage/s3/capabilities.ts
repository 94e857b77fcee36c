import type { CallOptions } from '../call-options.ts';
import type { Capability, CapabilityEvidence, ServerIdentity } from '../capabilities.ts';
import type { CapabilityOperations } from '../driver.ts';
import { StorageError, type StorageErrorCode } from '../errors.ts';
import { browserTransport } from '../http/browser-transport.ts';
import { readBytes } from '../http/read-body.ts';
import type { Transport } from '../http/transport.ts';
import { createS3Caller, type S3Caller, type Surroundings } from './caller.ts';
import {
  type CapabilityAnswer,
  type CapabilityQuestion,
  classify,
  withServerKnowledge,
} from './capabilities-classify.ts';
import { bucketQuestions, serviceQuestions } from './capabilities-questions.ts';
import { parseServerInfo } from './capabilities-server-info.ts';
import type { Connection } from './client.ts';

const atATime = 4;

/** After these the other answers would say the same, or nothing. One without any answer may be CORS, which is its own. */
const meaningless: readonly StorageErrorCode[] = [
  'aborted',
  'mixed-content',
  'invalid-access-key',
  'signature-mismatch',
  'expired-credentials',
  'invalid-bucket-name',
];

/** Every other 404 is a setting's own, whatever the server calls it. */
const isMeaningless = ({ code, serviceCode }: StorageError) =>
  meaningless.includes(code) || serviceCode === 'NoSuchBucket';

/** What every answer tells beside its body, errors included. */
interface Heard {
  software?: string;
  seesAllHeaders?: boolean;
  region?: string;
  clockOffset?: number;
}

/**
 * Lets nothing but questions through, whatever is asked of the code above: on some servers a PUT or DELETE of a
 * sub-resource that they do not know acts on the bucket itself.
 */
function listeningTransport(transport: Transport, now: () => number, heard: Heard): Transport {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new StorageError('not-supported');
    const sentAt = now();
    const answer = await transport(request);
    const { server, date, 'x-amz-bucket-region': region } = answer.headers;
    heard.software = server ?? heard.software;
    // Neither is on the list of names that a rule for this page has: it is read where all headers are.
    if (server !== undefined || 'access-control-expose-headers' in answer.headers)
      heard.seesAllHeaders = true;
    heard.region = region ?? heard.region;
    // The header has whole seconds: half of one is the best guess at the rest.
    const told = date === undefined ? Number.NaN : Date.parse(date) + 500;
    if (!Number.isNaN(told)) heard.clockOffset = told - (sentAt + now()) / 2;
    return answer;
  };
}

function pathOf(bucket: string | undefined, query: Record<string, string>): string {
  const written = Object.entries(query).map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return `/${bucket ?? ''}${written.length > 0 ? `?${written.join('&')}` : ''}`;
}

async function ask(
  caller: S3Caller,
  bucket: string | undefined,
  { query }: Pick<CapabilityQuestion, 'query'>,
  options?: CallOptions,
): Promise<CapabilityAnswer> {
  const evidence: CapabilityEvidence = { method: 'GET', path: pathOf(bucket, query) };
  try {
    const { status, body } = await caller.plain({ method: 'GET', bucket, query }, options);
    return {
      body: new TextDecoder().decode(await readBytes(body)),
      evidence: { ...evidence, status },
    };
  } catch (error) {
    if (!(error instanceof StorageError) || isMeaningless(error)) throw error;
    const { code, status, serviceCode } = error;
    return { code, evidence: { ...evidence, status, serviceCode } };
  }
}

interface Asked {
  bucket: string | undefined;
  question: CapabilityQuestion;
}

/** The answers in the order of the questions, at most four of them asked for at a time. */
async function askAll(
  caller: S3Caller,
  asked: readonly Asked[],
  signal?: AbortSignal,
): Promise<Capability[]> {
  const answers: CapabilityAnswer[] = [];
  const end = new AbortController();
  const onAbort = () => end.abort(signal?.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < asked.length; index = next++) {
      const { bucket, question } = asked[index] as Asked;
      answers[index] = await ask(caller, bucket, question, { signal: end.signal });
    }
  };
  try {
    await Promise.all(Array.from({ length: atATime }, work));
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // One that is meaningless ends the others too.
    end.abort();
  }
  const silent = answers.map((answer) =>
    'code' in answer && !answer.evidence.status ? answer.code : undefined,
  );
  if (silent[0] && silent.every((code) => code !== undefined))
    throw new StorageError(silent[0], { retryable: true });
  return asked.map(({ question }, index) => classify(question, answers[index] as CapabilityAnswer));
}

/** What only a request that streams or does something would tell. */
const unasked: readonly Capability[] = [
  { name: 'listen', state: 'unknown' },
  { name: 'select', state: 'unknown' },
];

/**
 * Probes with a caller of its own. `identify` also learns what the probe's answers say of the server. API: the GET of
 * each sub-resource; MinIO: `GET /minio/admin/v3/info`.
 */
export function capabilityOperations(
  connection: Connection,
  surroundings: Surroundings = {},
): CapabilityOperations {
  const { transport = browserTransport, now = Date.now } = surroundings;
  const heard: Heard = {};
  const caller = createS3Caller(connection, {
    ...surroundings,
    transport: listeningTransport(transport, now, heard),
  });

  /** Its path has no host beside those of buckets, and on AWS it would be somebody's bucket. */
  const mayAskAdmin =
    connection.profile.addressing === 'path' &&
    connection.credentials !== undefined &&
    !/\.amazonaws\.com(\.cn)?$/.test(new URL(connection.profile.endpoint).hostname);

  async function admin(options?: CallOptions): Promise<ServerIdentity['admin']> {
    if (!mayAskAdmin) return { state: 'unavailable' };
    try {
      const { body } = await caller.plain(
        // Empty headers: signed in headers, as the admin API wants it.
        { method: 'GET', bucket: 'minio', key: 'admin/v3/info', query: {}, headers: {} },
        options,
      );
      return parseServerInfo(new TextDecoder().decode(await readBytes(body)));
    } catch (error) {
      if (!(error instanceof StorageError) || error.code === 'aborted') throw error;
      // Its errors are JSON, which no S3 service writes: the status has to do.
      return { state: error.code === 'access-denied' || error.status === 403 ? 'denied' : 'unavailable' };
    }
  }

  return {
    async probe(bucket, { signal } = {}) {
      const ofService = serviceQuestions.map((question) => ({ bucket: undefined, question }));
      const ofBucket = bucket === undefined ? [] : bucketQuestions.map((question) => ({ bucket, question }));
      const found = await askAll(caller, [...ofService, ...ofBucket], signal);
      return [...found, ...(bucket === undefined ? [] : unasked)].map((each) =>
        withServerKnowledge(each, heard.software),
      );
    },
    async identify(options) {
      // Any answer names the server: also one that refuses.
      await ask(caller, undefined, { query: {} }, options);
      const told = await admin(options);
      return { ...heard, admin: told };
    },
  };
}
