import { StorageError, type StorageErrorCode } from '../errors.ts';
import { type RetryOptions, withRetry } from '../http/retry.ts';
import { type CopyManner, copyOne } from './copy-one.ts';
import type { CopyPlan } from './copy-plan.ts';
import type { CopyPair, CopyVerdict } from './copy-types.ts';

/** What every server takes in one request: more than 5 GiB goes by parts. */
const largestCopy = 5 * 1024 ** 3;
/** Bytes: few requests, and yet a stop is felt within seconds. */
const usualPartSize = 256 * 1024 ** 2;
/** Objects at a time: two of a browser's six connections stay free. */
const lanes = 4;

/** What the next object would meet too. */
const endsAll: readonly StorageErrorCode[] = [
  'network',
  'mixed-content',
  'not-s3',
  'invalid-access-key',
  'signature-mismatch',
  'clock-skew',
  'expired-credentials',
  'no-such-bucket',
];

export interface CopyProgress {
  /** Objects that have a verdict, of which `failed` are neither copied nor skipped. */
  ended: number;
  failed: number;
  /** Copied so far, also of objects whose parts are under way. */
  bytes: number;
}

/** Verdicts out = pairs in, in the plan's order. */
export interface CopyResult {
  verdicts: { pair: CopyPair; verdict: CopyVerdict }[];
  /** Why it ended before the plan did: asked to, or by what every further object would have met. */
  ended: { by: 'plan' } | { by: 'person' } | { by: 'error'; error: StorageError };
}

export type CopyRunOptions = Pick<
  CopyManner,
  'storage' | 'move' | 'replace' | 'changes' | 'customerKeyOf' | 'stop'
> &
  Partial<Pick<CopyManner, 'conditions' | 'keepLock' | 'largeObject' | 'partSize' | 'now'>> & {
    onProgress?: (progress: CopyProgress) => void;
    sleep?: RetryOptions['sleep'];
  };

/**
 * Carries out the plan's pairs and nothing else. Never rejects. `stop` begins no further object: what was begun comes
 * to its verdict (see `copyOne`), so that every object is either copied or as it was.
 */
export async function runCopy(
  { bucket, destination, pairs }: Pick<CopyPlan, 'bucket' | 'destination' | 'pairs'>,
  options: CopyRunOptions,
): Promise<CopyResult> {
  const { onProgress, sleep, stop } = options;
  const progress: CopyProgress = { ended: 0, failed: 0, bytes: 0 };
  const verdicts = pairs.map((pair): CopyResult['verdicts'][number] => ({ pair, verdict: { kind: 'left' } }));
  let next = 0;
  let fatal: StorageError | undefined;

  async function work(): Promise<void> {
    while (next < verdicts.length && !stop.aborted && !fatal) {
      const place = verdicts[next++];
      if (!place) return;
      let partBytes = 0;
      const verdict = await copyOne(place.pair, {
        conditions: {},
        keepLock: true,
        largeObject: largestCopy,
        partSize: usualPartSize,
        now: Date.now,
        ...options,
        from: bucket,
        to: destination.bucket,
        retry: (run) => withRetry(run, { sleep }),
        onBytes: (bytes) => {
          partBytes += bytes;
          progress.bytes += bytes;
          onProgress?.({ ...progress });
        },
      });
      place.verdict = verdict;
      fatal ??= fatalOf(verdict);
      if (verdict.kind === 'left') continue;
      progress.ended += 1;
      if (isFailure(verdict)) progress.failed += 1;
      progress.bytes += ('copy' in verdict ? verdict.copy.size : 0) - partBytes;
      onProgress?.({ ...progress });
    }
  }

  await Promise.all(Array.from({ length: Math.min(lanes, pairs.length) }, work));
  if (fatal) return { verdicts, ended: { by: 'error', error: fatal } };
  const isCut = verdicts.some(({ verdict }) => verdict.kind === 'left');
  return { verdicts, ended: isCut ? { by: 'person' } : { by: 'plan' } };
}

function isFailure({ kind }: CopyVerdict): boolean {
  return kind !== 'done' && kind !== 'exists';
}

function fatalOf(verdict: CopyVerdict): StorageError | undefined {
  const error = verdict.kind === 'failed' ? verdict.error : undefined;
  return error instanceof StorageError && endsAll.includes(error.code) ? error : undefined;
}
