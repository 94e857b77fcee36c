import { useCallback, useEffect, useRef, useState } from 'react';
import type { PurgeResult } from '../../../storage/index.ts';
import { type PurgePlan, StorageError } from '../../../storage/index.ts';
import { useConnection } from '../../shared/connection.tsx';
import { useBucketChanged } from '../mutations.ts';
import { joined, noCounts, noProgress, type PurgeStep } from './purge-step.ts';

/** Counts as it opens, deletes the plan when it is told to, and ends with `onDeleted` or with what is left. */
export function usePurge(bucket: string, onDeleted: (versions: number) => void) {
  const { storage } = useConnection();
  const { purge } = storage;
  const bucketChanged = useBucketChanged();
  const [step, setStep] = useState<PurgeStep>({ step: 'counting', counts: noCounts });
  const stop = useRef<AbortController>(undefined);
  const finished = useRef(onDeleted);
  useEffect(() => {
    finished.current = onDeleted;
  }, [onDeleted]);

  const count = useCallback(async () => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    const show = (next: PurgeStep) => {
      if (!signal.aborted) setStep(next);
    };
    show({ step: 'counting', counts: noCounts });
    try {
      if (!purge) throw new StorageError('access-denied');
      const onProgress = (counts: PurgePlan['counts']) => show({ step: 'counting', counts });
      show({ step: 'planned', plan: await purge.plan(bucket, { signal, onProgress }) });
    } catch (error) {
      const code = error instanceof StorageError ? error.code : undefined;
      show(code === 'access-denied' ? { step: 'unlisted' } : { step: 'uncounted', error });
      if (code === 'no-such-bucket') bucketChanged(bucket, { isGone: true });
    }
  }, [purge, bucket, bucketChanged]);

  useEffect(() => {
    void count();
    return () => stop.current?.abort();
  }, [count]);

  const remove = async (plan: PurgePlan, bypassGovernance: boolean, before?: PurgeResult) => {
    if (!purge) return;
    const controller = new AbortController();
    stop.current = controller;
    setStep({ step: 'deleting', plan, progress: noProgress, stopping: false });
    const run = await purge.run(plan, {
      stop: controller.signal,
      bypassGovernance,
      onProgress: (progress) => setStep((now) => (now.step === 'deleting' ? { ...now, progress } : now)),
    });
    const result = joined(before, run);
    const isGone = result.ended.by === 'deleted';
    bucketChanged(bucket, { isGone });
    if (isGone) finished.current(result.deleted);
    else setStep({ step: 'done', plan, result });
  };

  /** Counting ends at once, deleting after the batch that the server is working on. */
  const halt = () => {
    stop.current?.abort();
    setStep((before) => (before.step === 'deleting' ? { ...before, stopping: true } : before));
  };

  return { step, count, remove, halt };
}
