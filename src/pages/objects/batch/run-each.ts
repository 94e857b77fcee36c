import { StorageError, type StorageErrorCode } from '../../../storage/index.ts';

export type Change = 'changed' | 'unchanged';

/** Why an act did not even ask the server; its message is for the person. */
export class NotAsked extends Error {}

/** What became of one object. */
export type Verdict = { key: string; outcome: Change } | { key: string; outcome: 'refused'; error: unknown };

export interface BatchResult {
  verdicts: Verdict[];
  /** Not tried. Verdicts + left = what was asked for, each once. */
  left: string[];
  /** Why it ended before the keys did: asked to, or an answer that every other key would have got too. */
  ended: { by: 'end' } | { by: 'person' } | { by: 'error'; error: unknown };
}

interface RunOptions {
  /** Begins nothing more: what is under way is waited for, so that every count is a known one. */
  stop: AbortSignal;
  onProgress: (progress: { done: number; refused: number }) => void;
  concurrency?: number;
}

/** A browser has six connections to a server. */
const usualConcurrency = 6;

/** These are said of the connection or of the bucket, not of a key. */
const endings: readonly StorageErrorCode[] = [
  'network',
  'mixed-content',
  'not-s3',
  'invalid-access-key',
  'signature-mismatch',
  'clock-skew',
  'expired-credentials',
  'wrong-region',
  'no-such-bucket',
  'not-supported',
];

const isEnding = (error: unknown) => error instanceof StorageError && endings.includes(error.code);

/** Does `act` to each key, several at a time. Never rejects: each key has its verdict, or is left. */
export async function runEach(
  keys: readonly string[],
  act: (key: string) => Promise<Change>,
  { stop, onProgress, concurrency = usualConcurrency }: RunOptions,
): Promise<BatchResult> {
  const verdicts = new Map<string, Verdict>();
  let refused = 0;
  let next = 0;
  let ending: { error: unknown } | undefined;

  async function worker(): Promise<void> {
    while (next < keys.length && !stop.aborted && ending === undefined) {
      const key = keys[next++] as string;
      try {
        verdicts.set(key, { key, outcome: await act(key) });
      } catch (error) {
        refused += 1;
        verdicts.set(key, { key, outcome: 'refused', error });
        if (isEnding(error)) ending ??= { error };
      }
      onProgress({ done: verdicts.size, refused });
    }
  }

  await Promise.all(Array.from({ length: Math.min(concurrency, keys.length) }, worker));
  const left = keys.slice(next);
  return {
    // In the order of the keys, whoever was first.
    verdicts: keys.flatMap((key) => verdicts.get(key) ?? []),
    left,
    ended: left.length === 0 ? { by: 'end' } : ending ? { by: 'error', ...ending } : { by: 'person' },
  };
}

export const refusedKeys = ({ verdicts }: BatchResult) =>
  verdicts.filter(({ outcome }) => outcome === 'refused').map(({ key }) => key);

export function countVerdicts({ verdicts, left }: BatchResult) {
  const of = (wanted: Verdict['outcome']) => verdicts.filter(({ outcome }) => outcome === wanted).length;
  return { changed: of('changed'), unchanged: of('unchanged'), refused: of('refused'), left: left.length };
}

/** Two runs told as one, where the second went on with what the first refused or left. */
export function joined(before: BatchResult | undefined, now: BatchResult): BatchResult {
  if (!before) return now;
  const again = new Set([...now.verdicts.map(({ key }) => key), ...now.left]);
  return {
    verdicts: [...before.verdicts.filter(({ key }) => !again.has(key)), ...now.verdicts],
    left: [...before.left.filter((key) => !again.has(key)), ...now.left],
    ended: now.ended,
  };
}
