import { useCallback, useEffect, useRef, useState } from 'react';
import type { StorageDriver, WriteOptions } from '../../../storage/index.ts';
import { useTransferEngine } from '../../shared/transfer-engine.tsx';
import type { Collected, CollectOptions } from './collect-files.ts';
import { existingByAsking, existingKeys } from './existing-keys.ts';
import { keepKey } from './options/keep-key.ts';
import { chosenUploads, needsReview, planUpload, type UploadPlan } from './upload-plan.ts';

/** What stands between a drop and the transfers. */
export type UploadStep =
  | { step: 'idle' }
  | { step: 'collecting'; found: number }
  | { step: 'checking'; count: number }
  /** Nothing in it can be sent. */
  | { step: 'nothing'; plan: UploadPlan }
  /** Something must be asked or told first. */
  | { step: 'review'; plan: UploadPlan }
  /** It is not known which keys exist: an upload might replace some. */
  | { step: 'unchecked'; plan: UploadPlan; error: unknown };

export type Collect = (options: CollectOptions) => Promise<Collected>;

const idle: UploadStep = { step: 'idle' };

interface UploadInput {
  storage: StorageDriver;
  bucket: string;
  /** What goes with each file, as it is set when the files are queued. */
  options: WriteOptions | undefined;
  onQueued: (count: number, plan: UploadPlan) => void;
}

/** From files to transfers: collect, refuse what cannot be stored, look what exists, ask, queue. */
export function useUpload({ storage, bucket, options, onQueued }: UploadInput) {
  const engine = useTransferEngine();
  const [step, setStep] = useState<UploadStep>(idle);
  const run = useRef<AbortController>(undefined);
  useEffect(() => () => run.current?.abort(), []);

  const queue = useCallback(
    (plan: UploadPlan, existing: 'replace' | 'skip') => {
      setStep(idle);
      const files = chosenUploads(plan, existing);
      if (files.length > 0)
        keepKey(engine, storage, engine.upload({ storage, bucket, files, options }), options);
      onQueued(files.length, plan);
    },
    [engine, storage, bucket, options, onQueued],
  );

  const prepare = useCallback(
    async (prefix: string, collect: Collect, signal: AbortSignal) => {
      setStep({ step: 'collecting', found: 0 });
      const collected = await collect({
        signal,
        onFound: (found) => {
          if (!signal.aborted) setStep({ step: 'collecting', found });
        },
      });
      signal.throwIfAborted();
      const plan = planUpload(prefix, collected, storage.objects);
      if (plan.uploads.length === 0) return setStep({ step: 'nothing', plan });
      setStep({ step: 'checking', count: plan.uploads.length });
      try {
        const keys = plan.uploads.map(({ key }) => key);
        const existing = await whichExist(storage, bucket, keys, signal);
        signal.throwIfAborted();
        const checked = { ...plan, existing };
        if (needsReview(checked)) setStep({ step: 'review', plan: checked });
        else queue(checked, 'replace');
      } catch (error) {
        signal.throwIfAborted();
        setStep({ step: 'unchecked', plan, error });
      }
    },
    [storage, bucket, queue],
  );

  /** Takes the place of one that is still being prepared; what is queued already goes on. */
  const start = useCallback(
    (prefix: string, collect: Collect) => {
      run.current?.abort();
      const controller = new AbortController();
      run.current = controller;
      prepare(prefix, collect, controller.signal).catch((error: unknown) => {
        if (!controller.signal.aborted) throw error;
      });
    },
    [prepare],
  );

  const cancel = useCallback(() => {
    run.current?.abort();
    setStep(idle);
  }, []);

  return { step, start, queue, cancel };
}

/** By asking for each where there is a call for it, else by listing. */
function whichExist(storage: StorageDriver, bucket: string, keys: readonly string[], signal: AbortSignal) {
  const { exists } = storage.objects;
  return exists
    ? existingByAsking((key) => exists({ bucket, key }, { signal }), keys)
    : existingKeys((input) => storage.objects.list(input, { signal }), bucket, keys);
}
