import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { BucketEvent, StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import type { ListenState } from '../../shared/bucket-events/listen-state.ts';
import { useListening } from '../../shared/bucket-events/use-listening.ts';
import { showChanges } from '../queries.ts';
import { changesOf } from './followed-events.ts';

/** ms. */
const gatherFor = 300;
const pollingInterval = 5000;
/** Beyond as many at once it is cheaper to ask for the list anew. */
const mostAtOnce = 500;

const stopped: ListenState = { kind: 'stopped' };

export interface Follow {
  state: ListenState;
  toggle: () => void;
}

/**
 * The lists of a bucket follow its events while that is switched on; where the server tells of none, a short list is
 * asked for again and again instead.
 */
export function useFollowEvents(
  storage: StorageDriver,
  bucket: string,
  { lookAgain, refresh }: { lookAgain: () => void; refresh: () => void },
): Follow {
  const client = useQueryClient();
  const waiting = useRef<BucketEvent[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const ask = useRef({ lookAgain, refresh });
  useEffect(() => {
    ask.current = { lookAgain, refresh };
  });
  useEffect(() => () => clearTimeout(timer.current), []);

  const follow = useCallback(
    (event: BucketEvent) => {
      waiting.current.push(event);
      timer.current ??= setTimeout(() => {
        const events = waiting.current;
        waiting.current = [];
        timer.current = undefined;
        if (events.length > mostAtOnce) return ask.current.refresh();
        const changes = changesOf(events);
        showChanges(client, storage, bucket, changes);
        if (changes.asksAgain) ask.current.lookAgain();
      }, gatherFor);
    },
    [client, storage, bucket],
  );
  const { state, start, stop } = useListening(
    { bucket, prefix: '', suffix: '', groups: undefined },
    follow,
    stopped,
  );

  const { kind } = state;
  useSaid(kind);
  useEffect(() => {
    if (kind !== 'live' && kind !== 'polling') return;
    // What happened before, or while nobody listened.
    ask.current.lookAgain();
    if (kind === 'live') return;
    const looks = setInterval(() => ask.current.lookAgain(), pollingInterval);
    return () => clearInterval(looks);
  }, [kind]);

  return { state, toggle: kind === 'stopped' || kind === 'failed' ? start : stop };
}

function useSaid(kind: ListenState['kind']): void {
  const t = useText('objects');
  const announce = useAnnounce();
  const said = useRef<ListenState['kind']>('stopped');
  useEffect(() => {
    if (said.current === kind || kind === 'connecting') return;
    said.current = kind;
    announce(t(`follow_${kind}`));
  }, [kind, announce, t]);
}
