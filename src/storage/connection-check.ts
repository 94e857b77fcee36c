import {
  type CheckSurroundings,
  type ConnectionCheck,
  failed,
  isSilence,
  passed,
  skipped,
} from './check-result.ts';
import type { ConnectionProfile, S3Profile } from './connection.ts';
import type { Credentials } from './credentials.ts';
import { StorageError } from './errors.ts';
import { isMixedContent } from './http/no-answer.ts';
import type { S3Probe } from './s3/s3-probe.ts';
import type { Bucket } from './types.ts';

interface CheckOptions {
  signal?: AbortSignal;
  /** `location.protocol` of the page. */
  pageProtocol: string;
  /** Where it is known: what the account may list is asked there. */
  bucket?: string;
}

/** An opaque answer says nothing but that there is somebody: just what a missing CORS header hides. */
async function answersOpaquely(url: string, signal?: AbortSignal): Promise<boolean> {
  try {
    await fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal });
    return true;
  } catch {
    return false;
  }
}

/** What a failed request for the buckets says about the checks from `key` on. Servers look at them in this order. */
function accountChecks(error: StorageError): ConnectionCheck[] {
  switch (error.code) {
    case 'invalid-access-key':
    case 'expired-credentials':
      return [failed('key', error)];
    case 'signature-mismatch':
      return [passed('key'), failed('signature', error)];
    case 'wrong-region':
      // Told from the credential's text alone: neither key nor signature were looked at.
      return [skipped('key'), skipped('signature'), failed('region', error)];
    case 'access-denied':
      return [passed('key'), passed('signature'), passed('region'), failed('list-buckets', error)];
    default:
      return [skipped('key'), skipped('signature'), skipped('region'), failed('list-buckets', error)];
  }
}

type Answer = { buckets: Bucket[] } | { error: StorageError };

async function ask(run: () => Promise<Bucket[]>): Promise<Answer> {
  try {
    return { buckets: await run() };
  } catch (error) {
    if (!(error instanceof StorageError) || error.code === 'aborted') throw error;
    return { error };
  }
}

async function* checkEtag(
  probe: S3Probe,
  buckets: Bucket[],
  signal?: AbortSignal,
): AsyncGenerator<ConnectionCheck> {
  const isVisible = await probe.seesEtag(buckets, { signal });
  if (isVisible === undefined) yield skipped('etag-exposed');
  else if (isVisible) yield passed('etag-exposed');
  else yield failed('etag-exposed', new StorageError('etag-hidden'));
}

/**
 * Tells apart what a browser shows as one "network error", check by check, with read requests alone. It ends early
 * where a failure makes the rest senseless. A wrong clock fails its check, and the checks after it run with the
 * server's time, as calls do. Rejects with `aborted` alone.
 */
export async function* checkConnection(
  connection: { profile: ConnectionProfile; credentials?: Credentials },
  { signal, pageProtocol, bucket }: CheckOptions,
  { transport, now = Date.now, answers = answersOpaquely }: Partial<CheckSurroundings> = {},
): AsyncGenerator<ConnectionCheck, void, undefined> {
  const { profile, credentials } = connection;
  const blocked = addressesOf(profile, credentials).find((address) => isMixedContent(address, pageProtocol));
  if (blocked !== undefined) {
    const other = blocked === profile.endpoint ? undefined : blocked;
    yield failed('mixed-content', new StorageError('mixed-content'), other);
    return;
  }
  yield passed('mixed-content');
  if (profile.protocol === 'want') {
    const { checkWant } = await import('./want/want-check.ts');
    yield* checkWant({ profile, credentials, namespace: bucket }, { signal, transport, now, answers });
    return;
  }
  yield* checkS3({ profile, credentials }, { signal, transport, now, answers });
}

/** Where this connection sends anything: with an upload token Want's second endpoint is never called. */
function addressesOf(profile: ConnectionProfile, credentials: Credentials | undefined): string[] {
  return profile.protocol === 'want' && credentials?.uploadToken === undefined
    ? [profile.endpoint, profile.manageEndpoint]
    : [profile.endpoint];
}

async function* checkS3(
  connection: { profile: S3Profile; credentials?: Credentials },
  { signal, transport, now, answers }: CheckSurroundings,
): AsyncGenerator<ConnectionCheck, void, undefined> {
  const { endpoint } = connection.profile;
  const { createS3Probe } = await import('./s3/s3-probe.ts');
  let probe = createS3Probe(connection, { transport, now });
  const isAnonymous = connection.credentials === undefined;
  let answer = await ask(async () => {
    if (!isAnonymous) return probe.listBuckets({ signal });
    await probe.findService({ signal });
    return [];
  });

  if ('error' in answer && isSilence(answer.error)) {
    if (await answers(endpoint, signal)) yield* [passed('reachable'), failed('cors', answer.error)];
    else yield failed('reachable', answer.error);
    return;
  }
  if ('error' in answer && answer.error.code === 'not-s3') {
    yield failed('reachable', answer.error);
    return;
  }
  yield* [passed('reachable'), passed('cors')];

  if (isAnonymous) {
    yield* (['clock', 'key', 'signature', 'region'] as const).map(skipped);
    if ('error' in answer) yield failed('list-buckets', answer.error);
    else yield* [skipped('list-buckets'), skipped('etag-exposed')];
    return;
  }

  if ('error' in answer && answer.error.code === 'clock-skew') {
    yield failed('clock', answer.error);
    const { clockOffset } = answer.error;
    if (clockOffset === undefined) return;
    probe = createS3Probe(connection, { transport, now: () => now() + clockOffset });
    answer = await ask(() => probe.listBuckets({ signal }));
  } else {
    yield passed('clock');
  }

  if ('error' in answer) {
    yield* accountChecks(answer.error);
    if (answer.error.code === 'access-denied') yield skipped('etag-exposed');
    return;
  }
  yield* [passed('key'), passed('signature'), passed('region'), passed('list-buckets')];
  yield* checkEtag(probe, answer.buckets, signal);
}
