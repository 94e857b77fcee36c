import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { StorageDriver } from '../../../storage/index.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import type { Targets } from '../actions.ts';
import { type KeyPlan, type PlanProgress, planKeys } from './plan-keys.ts';
import { type BatchResult, type Change, joined, runEach } from './run-each.ts';

/** What is done to one object. */
export type Act = (ref: { bucket: string; key: string }) => Promise<Change>;

export type BatchStep =
  | { step: 'counting'; progress: PlanProgress }
  | { step: 'uncounted'; error: unknown }
  | { step: 'planned'; plan: KeyPlan }
  | { step: 'running'; total: number; done: number; refused: number; stopping: boolean }
  | { step: 'done'; result: BatchResult };

/** Folders are listed first, then the same is done to each object. Planning begins by itself. */
export function useBatch(storage: StorageDriver, bucket: string, targets: Targets) {
  const client = useQueryClient();
  const [step, setStep] = useState<BatchStep>({ step: 'counting', progress: { count: 0, bytes: 0 } });
  const stop = useRef<AbortController>(undefined);
  const lastAct = useRef<Act>(undefined);

  const plan = useCallback(() => {
    stop.current?.abort();
    const controller = new AbortController();
    stop.current = controller;
    const { signal } = controller;
    const tell = (next: BatchStep) => {
      if (!signal.aborted) setStep(next);
    };
    tell({ step: 'counting', progress: { count: 0, bytes: 0 } });
    planKeys(
      (input) => storage.objects.list(input, { signal }),
      bucket,
      targets,
      (progress) => tell({ step: 'counting', progress }),
    ).then(
      (planned) => tell({ step: 'planned', plan: planned }),
      (error: unknown) => tell({ step: 'uncounted', error }),
    );
  }, [storage, bucket, targets]);

  useEffect(() => {
    plan();
    return () => stop.current?.abort();
  }, [plan]);

  const run = useCallback(
    async (keys: readonly string[], act: Act, before?: BatchResult) => {
      lastAct.current = act;
      const controller = new AbortController();
      stop.current = controller;
      setStep({ step: 'running', total: keys.length, done: 0, refused: 0, stopping: false });
      const result = await runEach(keys, (key) => act({ bucket, key }), {
        stop: controller.signal,
        onProgress: (progress) => setStep((now) => (now.step === 'running' ? { ...now, ...progress } : now)),
      });
      void client.invalidateQueries({ queryKey: queryKeys.everyObject(storage.connectionId, bucket) });
      setStep({ step: 'done', result: joined(before, result) });
    },
    [client, storage, bucket],
  );

  /** Begins nothing more. */
  const halt = useCallback(() => {
    stop.current?.abort();
    setStep((before) => (before.step === 'running' ? { ...before, stopping: true } : before));
  }, []);

  return {
    step,
    plan,
    run,
    halt,
    /** The same again, to some of what a result is about. */
    runAgain: (keys: readonly string[], before: BatchResult) =>
      lastAct.current && void run(keys, lastAct.current, before),
  };
}
