import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type StorageDriver, StorageError } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { queryKeys } from '../../shared/query-keys.ts';
import type { Targets } from '../actions.ts';
import { type PlanProgress, planKeys } from '../batch/plan-keys.ts';
import { innermostFirst, withFolders } from '../batch/with-folders.ts';
import { hideDeleted, showArrived } from '../queries.ts';
import { bucketFacts } from './bucket-facts.ts';
import { type DeleteMode, type DeletePlan, type Doomed, wordsOf } from './delete-plan.ts';
import { doneTitle } from './delete-titles.ts';
import { type DeleteResult, joined, nothingDone, runDelete } from './run-delete.ts';
import { planVersions } from './version-plan.ts';
import { type Remains, whatRemains } from './what-remains.ts';

/** What is being done in batches. */
export type DeleteWork = DeleteMode | 'items' | 'undo';

export type DeleteStep =
  | { step: 'counting'; mode: DeleteMode; progress: PlanProgress }
  | { step: 'uncounted'; error: unknown }
  | { step: 'planned'; plan: DeletePlan }
  | { step: 'deleting'; work: DeleteWork; total: number; deleted: number; failed: number; stopping: boolean }
  | { step: 'done'; plan: DeletePlan; bypass: boolean; result: DeleteResult; remains: Remains[] }
  | { step: 'undone'; result: DeleteResult };

interface DeleteOptions {
  storage: StorageDriver;
  bucket: string;
  targets: Targets;
  /** All of the plan has gone, nothing else is there and nothing can be undone: no more to show. */
  onClean: () => void;
}

/** Where each key is a request of its own, so that stopping and telling how far it is need not wait for a thousand. */
const oneByOneBatch = 40;

/** What was chosen, counted: the objects, or all that there is of them. */
async function makePlan(
  storage: StorageDriver,
  bucket: string,
  targets: Targets,
  mode: DeleteMode,
  signal: AbortSignal,
  onProgress: (progress: PlanProgress) => void,
): Promise<DeletePlan> {
  const facts = bucketFacts(storage, bucket, signal);
  if (mode === 'current') {
    const list: typeof storage.objects.list = (input) => storage.objects.list(input, { signal });
    const { realFolders } = storage.objects;
    const [{ keys, bytes }, known] = await Promise.all([
      planKeys(realFolders ? withFolders(list) : list, bucket, targets, onProgress),
      facts,
    ]);
    const doomed = (realFolders ? innermostFirst(keys) : keys).map((key) => ({ key }));
    const folders = realFolders ? keys.filter((key) => key.endsWith('/')).length : undefined;
    return { mode, doomed, bytes, folders, facts: known };
  }
  const { versions } = storage;
  if (!versions) throw new StorageError('not-supported');
  const [plan, known] = await Promise.all([
    planVersions((input) => versions.list(input, { signal }), bucket, targets, onProgress),
    facts,
  ]);
  return { mode, doomed: plan.versions, bytes: plan.bytes, counts: plan.counts, facts: known };
}

/** List, show, delete exactly that, list again, offer to undo it. Planning begins by itself and can begin anew. */
export function useDelete({ storage, bucket, targets, onClean }: DeleteOptions) {
  const t = useText('deleting');
  const announce = useAnnounce();
  const client = useQueryClient();
  const [step, setStep] = useState<DeleteStep>({
    step: 'counting',
    mode: 'current',
    progress: { count: 0, bytes: 0 },
  });
  const stop = useRef<AbortController>(undefined);
  const finished = useRef(onClean);
  useEffect(() => {
    finished.current = onClean;
  }, [onClean]);

  const begin = useCallback(
    (of: Targets, mode: DeleteMode) => {
      stop.current?.abort();
      const controller = new AbortController();
      stop.current = controller;
      const { signal } = controller;
      const tell = (next: DeleteStep) => {
        if (!signal.aborted) setStep(next);
      };
      tell({ step: 'counting', mode, progress: { count: 0, bytes: 0 } });
      makePlan(storage, bucket, of, mode, signal, (progress) =>
        tell({ step: 'counting', mode, progress }),
      ).then(
        (plan) => tell({ step: 'planned', plan }),
        (error: unknown) => tell({ step: 'uncounted', error }),
      );
    },
    [storage, bucket],
  );

  useEffect(() => {
    begin(targets, 'current');
    return () => stop.current?.abort();
  }, [begin, targets]);

  /** In batches, each waited for. */
  const work = useCallback(
    (kind: DeleteWork, doomed: readonly Doomed[], bypassGovernance: boolean) => {
      const controller = new AbortController();
      stop.current = controller;
      setStep({ step: 'deleting', work: kind, total: doomed.length, deleted: 0, failed: 0, stopping: false });
      const deleteMany = async (batch: readonly Doomed[]) => {
        if (kind === 'current' || kind === 'items') {
          const keys = batch.map(({ key }) => key);
          const { deleted, ...outcome } = await storage.objects.deleteMany({ bucket, keys });
          return { ...outcome, deleted: deleted.map((key) => ({ key })) };
        }
        if (!storage.versions) throw new StorageError('not-supported');
        const versions = batch.map(({ key, versionId = 'null' }) => ({ key, versionId }));
        return storage.versions.deleteMany({ bucket, versions, bypassGovernance });
      };
      return runDelete(deleteMany, doomed, {
        batchSize: storage.objects.realFolders && oneByOneBatch,
        stop: controller.signal,
        onProgress: (done) => setStep((now) => (now.step === 'deleting' ? { ...now, ...done } : now)),
      });
    },
    [storage, bucket],
  );

  const remove = useCallback(
    async (plan: DeletePlan, doomed: readonly Doomed[], bypass: boolean, before = nothingDone) => {
      const result = joined(before, await work(wordsOf(plan), doomed, bypass));
      const remains = await whatRemains(storage, bucket, targets, plan);
      void client.invalidateQueries({ queryKey: queryKeys.everyObject(storage.connectionId, bucket) });
      hideDeleted(client, storage, bucket, {
        keys: goneKeys(plan, result),
        folders: new Set(remains.filter(({ isFolder, empty }) => isFolder && empty).map(({ name }) => name)),
      });
      const isClean = isWhole(result) && remains.every(({ empty }) => empty) && result.markers.length === 0;
      if (!isClean) return setStep({ step: 'done', plan, bypass, result, remains });
      announce(doneTitle(t, wordsOf(plan), result.deleted.length));
      finished.current();
    },
    [client, storage, bucket, targets, announce, t, work],
  );

  /** Takes away the delete markers that were made, and nothing else. */
  const undo = useCallback(
    async (markers: readonly Doomed[], before = nothingDone) => {
      const result = joined(before, await work('undo', markers, false));
      const back = new Set(result.deleted.map(({ key }) => key));
      void client.invalidateQueries({ queryKey: queryKeys.everyObject(storage.connectionId, bucket) });
      showArrived(
        client,
        storage,
        bucket,
        targets.entries.filter(({ key }) => back.has(key)),
      );
      if (!isWhole(result)) return setStep({ step: 'undone', result });
      announce(t('undone', { count: result.deleted.length }));
      finished.current();
    },
    [client, storage, bucket, targets, announce, t, work],
  );

  /** Ends what is under way: counting at once, deleting after the batch that the server is working on. */
  const halt = useCallback(() => {
    stop.current?.abort();
    setStep((before) => (before.step === 'deleting' ? { ...before, stopping: true } : before));
  }, []);

  return {
    step,
    remove,
    undo,
    halt,
    /** Also to count something else of the same. */
    planAgain: (mode: DeleteMode = 'current') => begin(targets, mode),
    /** After a plan was carried out: what is there now. */
    planRest: (mode: DeleteMode) =>
      begin(mode === 'versions' ? targets : { entries: [], folders: targets.folders }, mode),
  };
}

const isWhole = ({ failed, left, ended }: DeleteResult) =>
  ended.by === 'plan' && failed.length === 0 && left.length === 0;

/** A key is gone from the listing where all that there was of it is. */
function goneKeys({ mode }: DeletePlan, { deleted, failed, left }: DeleteResult): Set<string> {
  const keys = new Set(deleted.map(({ key }) => key));
  if (mode === 'versions') for (const { key } of [...failed, ...left]) keys.delete(key);
  return keys;
}
