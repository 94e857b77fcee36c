import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  type CopyPair,
  type CopyPlan,
  type CopyProgress,
  type CopyResult,
  runCopy,
  type SourceConditions,
  type StorageDriver,
} from '../../../storage/index.ts';
import { customerKeyOf, rememberCustomerKey } from '../../shared/customer-keys/customer-keys.ts';
import { queryKeys } from '../../shared/query-keys.ts';
import { hideDeleted, showArrived } from '../queries.ts';
import { goneFrom } from './destination.ts';
import { arrivedOf, mergeResults } from './outcome.ts';

/** What was decided before it began. */
export interface CopyOrder {
  plan: Pick<CopyPlan, 'bucket' | 'destination'>;
  pairs: CopyPair[];
  bytes: number;
  replaced: ReadonlySet<string>;
  conditions: SourceConditions;
  keepLock: boolean;
}

export type RunStep =
  | { step: 'planning' }
  | { step: 'running'; order: CopyOrder; progress: CopyProgress; isStopping: boolean }
  | { step: 'done'; order: CopyOrder; result: CopyResult };

interface RunOptions {
  storage: StorageDriver;
  move: boolean;
  /** Those that were chosen, which go from the listing with all that was in them. */
  folders: readonly string[];
  /** Everything was done: no more to show. */
  onClean: (result: CopyResult, order: CopyOrder) => void;
}

/** More are not put into listings one by one: these are asked for again. */
const shownOneByOne = 1000;

/** Carries an order out, and shows in the listings what became of it. */
export function useCopyRun({ storage, move, folders, onClean }: RunOptions) {
  const client = useQueryClient();
  const [step, setStep] = useState<RunStep>({ step: 'planning' });
  const stop = useRef<AbortController>(undefined);
  // Whoever leaves the page stops it: what is under way comes to its end, and nothing else begins.
  useEffect(() => () => stop.current?.abort(), []);

  const run = async (order: CopyOrder, before?: CopyResult) => {
    const { connectionId } = storage;
    const { bucket, destination } = order.plan;
    const controller = new AbortController();
    stop.current = controller;
    const progress: CopyProgress = { ended: 0, failed: 0, bytes: 0 };
    setStep({ step: 'running', order, progress, isStopping: false });
    const result = await runCopy(
      { bucket, destination, pairs: order.pairs },
      {
        storage,
        move,
        replace: order.replaced,
        conditions: order.conditions,
        keepLock: order.keepLock,
        customerKeyOf: (ref) => customerKeyOf({ connectionId, ...ref }),
        stop: controller.signal,
        onProgress: (now) => setStep((last) => (last.step === 'running' ? { ...last, progress: now } : last)),
      },
    );
    show(order, result);
    const whole = mergeResults(before, result);
    if (whole.verdicts.every(({ verdict }) => verdict.kind === 'done')) onClean(whole, order);
    else setStep({ step: 'done', order, result: whole });
  };

  const show = ({ plan: { bucket, destination } }: CopyOrder, result: CopyResult) => {
    const { connectionId } = storage;
    const arrived = arrivedOf(result);
    for (const { pair, copy } of arrived) {
      const customerKey = customerKeyOf({ connectionId, bucket, key: pair.from });
      if (customerKey && copy.encryption?.kind === 'sse-c') {
        rememberCustomerKey({ connectionId, bucket: destination.bucket, key: pair.to }, customerKey);
      }
    }
    const entries = arrived.map(({ pair, copy }) => ({
      key: pair.to,
      size: copy.size,
      etag: copy.etag,
      lastModified: copy.lastModified ?? new Date(),
      storageClass: copy.storageClass,
    }));
    if (entries.length <= shownOneByOne) showArrived(client, storage, destination.bucket, entries);
    else void client.invalidateQueries({ queryKey: queryKeys.objects(connectionId, destination.bucket) });
    if (move) {
      const left = result.verdicts.filter(({ verdict }) => verdict.kind !== 'done');
      const moved = result.verdicts.filter(({ verdict }) => verdict.kind === 'done');
      const keysOf = (judged: typeof left) => judged.map(({ pair }) => pair.from);
      hideDeleted(client, storage, bucket, goneFrom(keysOf(moved), folders, keysOf(left)));
    }
    for (const { pair } of arrived.slice(0, shownOneByOne)) {
      const changed = [queryKeys.object(connectionId, destination.bucket, pair.to)];
      if (move) changed.push(queryKeys.object(connectionId, bucket, pair.from));
      for (const queryKey of changed) void client.invalidateQueries({ queryKey });
    }
  };

  const halt = () => {
    stop.current?.abort();
    setStep((last) => (last.step === 'running' ? { ...last, isStopping: true } : last));
  };

  return { step, run, halt };
}
