import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { hideDeleted } from '../queries.ts';
import { type DeletePlan, type DeleteTargets, type PlanProgress, planDelete } from './delete-plan.ts';
import { type DeleteResult, runDelete } from './run-delete.ts';

/** What a folder holds after its plan was carried out. */
export interface Remains {
  prefix: string;
  /** Nothing is left under it. */
  empty: boolean;
  /** Objects that no plan had: they came meanwhile, or were hidden behind another key. Absent: it could not be listed. */
  unplanned?: number;
}

export type DeleteStep =
  | { step: 'counting'; progress: PlanProgress }
  | { step: 'uncounted'; error: unknown }
  | { step: 'planned'; plan: DeletePlan }
  | { step: 'deleting'; total: number; deleted: number; failed: number; stopping: boolean }
  | { step: 'done'; result: DeleteResult; remains: Remains[] };

interface DeleteOptions {
  storage: StorageDriver;
  bucket: string;
  targets: DeleteTargets;
  /** All of the plan has gone and nothing else is there: no more to show. */
  onClean: () => void;
}

const nothingDone: DeleteResult = { deleted: [], failed: [], left: [], ended: { by: 'plan' } };

/** List, show, delete exactly that, list again. Planning begins by itself and can begin anew. */
export function useDelete({ storage, bucket, targets, onClean }: DeleteOptions) {
  const t = useText('objects');
  const announce = useAnnounce();
  const client = useQueryClient();
  const [step, setStep] = useState<DeleteStep>({ step: 'counting', progress: { count: 0, bytes: 0 } });
  const stop = useRef<AbortController>(undefined);
  const finished = useRef(onClean);
  useEffect(() => {
    finished.current = onClean;
  }, [onClean]);

  const plan = useCallback(
    async (of: DeleteTargets, signal: AbortSignal) => {
      setStep({ step: 'counting', progress: { count: 0, bytes: 0 } });
      try {
        const planned = await planDelete(
          (input) => storage.objects.list(input, { signal }),
          bucket,
          of,
          (progress) => {
            if (!signal.aborted) setStep({ step: 'counting', progress });
          },
        );
        if (!signal.aborted) setStep({ step: 'planned', plan: planned });
      } catch (error) {
        if (!signal.aborted) setStep({ step: 'uncounted', error });
      }
    },
    [storage, bucket],
  );

  const begin = useCallback(
    (of: DeleteTargets) => {
      stop.current?.abort();
      const controller = new AbortController();
      stop.current = controller;
      void plan(of, controller.signal);
    },
    [plan],
  );

  useEffect(() => {
    begin(targets);
    return () => stop.current?.abort();
  }, [begin, targets]);

  const remove = useCallback(
    async (keys: readonly string[], before: DeleteResult = nothingDone) => {
      const controller = new AbortController();
      stop.current = controller;
      setStep({ step: 'deleting', total: keys.length, deleted: 0, failed: 0, stopping: false });
      const run = await runDelete((batch) => storage.objects.deleteMany({ bucket, keys: batch }), keys, {
        stop: controller.signal,
        onProgress: (done) => setStep((now) => (now.step === 'deleting' ? { ...now, ...done } : now)),
      });
      const result = {
        ...run,
        deleted: [...before.deleted, ...run.deleted],
        failed: [...before.failed, ...run.failed],
      };
      const known = new Set([...result.deleted, ...result.failed.map(({ key }) => key), ...result.left]);
      const remains = await whatRemains(storage, bucket, targets.folders, known);
      hideDeleted(client, storage, bucket, {
        keys: new Set(result.deleted),
        folders: new Set(remains.filter(({ empty }) => empty).map(({ prefix }) => prefix)),
      });
      if (!isClean(result, remains)) return setStep({ step: 'done', result, remains });
      announce(t('deleted', { count: result.deleted.length }));
      finished.current();
    },
    [client, storage, bucket, targets, announce, t],
  );

  /** Ends what is under way: counting at once, deleting after the batch that the server is working on. */
  const halt = useCallback(() => {
    stop.current?.abort();
    setStep((before) => (before.step === 'deleting' ? { ...before, stopping: true } : before));
  }, []);

  return {
    step,
    remove,
    halt,
    /** After a plan that could not be made. */
    planAgain: () => begin(targets),
    /** After a plan was carried out: what the folders hold now. */
    planRest: () => begin({ entries: [], folders: targets.folders }),
  };
}

function isClean({ failed, left, ended }: DeleteResult, remains: readonly Remains[]): boolean {
  return (
    ended.by === 'plan' && failed.length === 0 && left.length === 0 && remains.every(({ empty }) => empty)
  );
}

/** Looks again, at one page of each folder. */
async function whatRemains(
  storage: StorageDriver,
  bucket: string,
  folders: readonly string[],
  known: ReadonlySet<string>,
): Promise<Remains[]> {
  const remains: Remains[] = [];
  for (const prefix of folders) {
    try {
      const pages = storage.objects.list({ bucket, prefix });
      const { value } = await pages.next();
      await pages.return();
      const entries = value?.entries ?? [];
      const unplanned = entries.filter(({ key }) => !known.has(key)).length;
      remains.push({ prefix, empty: entries.length === 0, unplanned });
    } catch {
      remains.push({ prefix, empty: false });
    }
  }
  return remains;
}
