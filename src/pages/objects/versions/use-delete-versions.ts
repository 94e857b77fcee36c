import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError, type VersionRef } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import type { ListedVersion } from '../listing/listed-entry.ts';
import { useVersionChange } from './use-version-change.ts';
import { planVersions, runVersions, type VersionPlan, type VersionsDeleted } from './version-plan.ts';

export type DeleteVersionsStep =
  | { step: 'counting'; progress: { count: number; bytes: number } }
  | { step: 'uncounted'; error: unknown }
  | { step: 'planned'; plan: VersionPlan }
  | { step: 'deleting'; total: number; done: number; stopping: boolean }
  | { step: 'done'; result: VersionsDeleted; bypass: boolean };

interface DeleteVersionsOptions {
  storage: StorageDriver;
  bucket: string;
  versions: readonly ListedVersion[];
  folders: readonly string[];
  /** All of the plan has gone: no more to show. */
  onClean: (gone: readonly VersionRef[]) => void;
}

const nothingDone: VersionsDeleted = { deleted: [], failed: [], left: [], ended: { by: 'plan' } };
const nothingCounted: DeleteVersionsStep = { step: 'counting', progress: { count: 0, bytes: 0 } };

/** Count, show, delete exactly that. Counting begins by itself. */
export function useDeleteVersions(options: DeleteVersionsOptions) {
  const { storage, bucket } = options;
  const t = useText('versions');
  const announce = useAnnounce();
  const change = useVersionChange(storage, bucket);
  const [step, setStep] = useState<DeleteVersionsStep>(nothingCounted);
  const stop = useRef<AbortController>(undefined);
  // What it was opened with: the list behind it may change meanwhile.
  const [targets] = useState({ versions: options.versions, folders: options.folders });
  const finished = useRef(options.onClean);
  useEffect(() => {
    finished.current = options.onClean;
  });

  const plan = useCallback(async () => {
    stop.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    stop.current = controller;
    setStep(nothingCounted);
    try {
      const { versions } = storage;
      if (!versions) throw new StorageError('not-supported');
      const planned = await planVersions(
        (input) => versions.list(input, { signal }),
        bucket,
        targets,
        (progress) => {
          if (!signal.aborted) setStep({ step: 'counting', progress });
        },
      );
      if (!signal.aborted) setStep({ step: 'planned', plan: planned });
    } catch (error) {
      if (!signal.aborted) setStep({ step: 'uncounted', error });
    }
  }, [storage, bucket, targets]);

  useEffect(() => {
    void plan();
    return () => stop.current?.abort();
  }, [plan]);

  const remove = useCallback(
    async (refs: readonly VersionRef[], bypass: boolean, before = nothingDone) => {
      const { versions } = storage;
      if (!versions) return;
      const controller = new AbortController();
      stop.current = controller;
      setStep({ step: 'deleting', total: refs.length, done: 0, stopping: false });
      const run = await runVersions(
        (batch) => versions.deleteMany({ bucket, versions: batch, bypassGovernance: bypass }),
        refs,
        {
          stop: controller.signal,
          onProgress: (done) => setStep((now) => (now.step === 'deleting' ? { ...now, done } : now)),
        },
      );
      const result = {
        ...run,
        deleted: [...before.deleted, ...run.deleted],
        failed: [...before.failed, ...run.failed],
      };
      change({ gone: run.deleted });
      const isClean = result.failed.length === 0 && result.left.length === 0 && run.ended.by === 'plan';
      if (!isClean) return setStep({ step: 'done', result, bypass });
      announce(t('deleted', { count: result.deleted.length }));
      finished.current(result.deleted);
    },
    [storage, bucket, change, announce, t],
  );

  /** Ends what is under way: counting at once, deleting after the batch that the server is working on. */
  const halt = useCallback(() => {
    stop.current?.abort();
    setStep((before) => (before.step === 'deleting' ? { ...before, stopping: true } : before));
  }, []);

  return { step, remove, halt, planAgain: () => void plan() };
}
