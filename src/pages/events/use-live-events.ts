import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { StorageError } from '../../storage/index.ts';
import { startOfListening } from '../shared/bucket-events/listen-state.ts';
import { parseGroups } from '../shared/bucket-events/listened-groups.ts';
import { useListening, type WantedEvents } from '../shared/bucket-events/use-listening.ts';
import { useConnection } from '../shared/connection.tsx';
import { queryKeys } from '../shared/query-keys.ts';
import type { NewEvent } from './event-log.ts';
import { foundEvents, pollingInterval, takeSnapshot } from './follow-listing.ts';
import { listingChanges, type Snapshot } from './listing-diff.ts';
import { useEventLog } from './use-event-log.ts';

/** Listens while the page is open: the state of it, what came, and what a person can do about both. */
export function useLiveEvents(wanted: WantedEvents) {
  const { log, add, clear } = useEventLog(useOutdatedListing(wanted.bucket));
  const { state, gap, start, stop, report, forgetGap } = useListening(wanted, add, startOfListening);
  const polling = usePolling(state.kind === 'polling', wanted, add, report);
  return {
    state,
    log,
    gap,
    polling,
    start,
    stop,
    clear: () => {
      clear();
      forgetGap();
    },
  };
}

/** The listings of the bucket that are in memory are out of date once anything happened; said at most once a second. */
function useOutdatedListing(bucket: string): () => void {
  const { connectionId } = useConnection();
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queryClient.invalidateQueries({ queryKey: queryKeys.objects(connectionId, bucket) });
    }, 1000);
  }, [queryClient, connectionId, bucket]);
}

function usePolling(
  isOn: boolean,
  { bucket, prefix, suffix, groups }: WantedEvents,
  add: (event: NewEvent) => void,
  report: (error: unknown) => void,
): { complete: boolean; error: unknown } {
  const { storage } = useConnection();
  const [outcome, setOutcome] = useState<{ complete: boolean; error: unknown }>({
    complete: true,
    error: undefined,
  });
  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before: Snapshot | undefined;
    const look = async () => {
      try {
        const after = await takeSnapshot(storage, { bucket, prefix }, stop.signal);
        if (stop.signal.aborted) return;
        const changes = before ? listingChanges(before, after) : [];
        foundEvents(changes, { bucket, suffix, groups: parseGroups(groups) }, new Date()).forEach(add);
        before = after;
        setOutcome(({ complete, error }) =>
          complete === after.complete && error === undefined
            ? { complete, error }
            : { complete: after.complete, error: undefined },
        );
      } catch (error) {
        if (stop.signal.aborted) return;
        setOutcome(({ complete }) => ({ complete, error }));
        if (error instanceof StorageError && error.code === 'no-such-bucket') report(error);
      }
      timer = setTimeout(() => void look(), pollingInterval);
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [isOn, storage, bucket, prefix, suffix, groups, add, report]);
  return outcome;
}
