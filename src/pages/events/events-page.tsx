import { Button } from '@mantine/core';
import { IconActivity, IconFilterOff, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useText } from '../../components/text/language.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { BucketPage } from '../shared/bucket-page.tsx';
import { paths } from '../shared/paths.ts';
import { EventChart } from './event-chart.tsx';
import { type EventLog, emptyLog, filteredEvents } from './event-log.ts';
import { EventTable } from './event-table.tsx';
import styles from './events-page.module.css';
import { ListenForm } from './listen-form.tsx';
import { ListenNotes, ListenStatus } from './listen-status.tsx';
import { useLiveEvents } from './use-live-events.ts';

const route = getRouteApi(paths.events.pattern);

/** One bucket's: another bucket begins anew. */
export default function EventsPage() {
  const { bucket } = route.useParams();
  return <LiveEvents key={bucket} />;
}

function LiveEvents() {
  const t = useText('events');
  const { connectionId, bucket } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { prefix = '', suffix = '', events: groups } = search;
  const { state, log, gap, polling, start, stop, clear } = useLiveEvents({ bucket, prefix, suffix, groups });
  const [filter, setFilter] = useState('');
  const settledFilter = useDeferredValue(filter);
  /** The log as it was when the list was paused: listening goes on behind it. */
  const [held, setHeld] = useState<EventLog>();
  const { events: seen } = held ?? log;
  const shown = useMemo(() => filteredEvents(seen, settledFilter), [seen, settledFilter]);
  const isStopped = state.kind === 'stopped';

  const content = () => {
    if (seen.length === 0) {
      return (
        <EmptyState
          icon={<IconActivity size={32} />}
          title={t(isStopped ? 'emptyStopped' : 'empty')}
          sentence={t(isStopped ? 'emptyStoppedSentence' : 'emptySentence')}
        />
      );
    }
    if (shown.length === 0) {
      return (
        <EmptyState
          icon={<IconFilterOff size={32} />}
          title={t('noMatch')}
          action={
            <Button variant="default" onClick={() => setFilter('')}>
              {t('showAll')}
            </Button>
          }
        />
      );
    }
    return <EventTable connectionId={connectionId} bucket={bucket} events={shown} />;
  };

  return (
    <BucketPage
      connectionId={connectionId}
      bucket={bucket}
      title={t('title')}
      actions={<ListenStatus state={state} onStart={start} onStop={stop} />}
    >
      <p className={styles.intro}>{t('intro')}</p>
      <ListenForm
        key={`${prefix}\n${suffix}\n${groups}`}
        search={search}
        onApply={(wanted) => void navigate({ search: wanted })}
      />
      <ListenNotes state={state} gap={gap} polling={polling} groups={groups} onStart={start} />
      <EventChart log={log} />
      <div className={styles.tools}>
        <SearchField label={t('filter')} value={filter} onChange={setFilter} />
        <Counts log={log} held={held} shown={settledFilter.trim() === '' ? undefined : shown.length} />
        <PauseButton held={held} onHold={() => setHeld(log)} onRelease={() => setHeld(undefined)} />
        <Button
          size="xs"
          variant="default"
          disabled={log.total === 0}
          onClick={() => {
            clear();
            if (held) setHeld(emptyLog);
          }}
        >
          {t('clear')}
        </Button>
      </div>
      {content()}
    </BucketPage>
  );
}

interface CountsProps {
  log: EventLog;
  held: EventLog | undefined;
  /** How many match the filter, where there is one. */
  shown: number | undefined;
}

function Counts({ log, held, shown }: CountsProps) {
  const t = useText('events');
  const dropped = log.total - log.events.length;
  const heldBack = held ? log.total - held.total : 0;
  return (
    <p className={styles.counts}>
      <span>{t('total', { count: log.total })}</span>
      {shown === undefined ? null : <span>{t('shown', { count: shown })}</span>}
      {dropped > 0 ? <span>{t('dropped', { count: dropped })}</span> : null}
      {held && heldBack === 0 ? <span className={styles.held}>{t('pausedList')}</span> : null}
      {heldBack > 0 ? <span className={styles.held}>{t('heldBack', { count: heldBack })}</span> : null}
    </p>
  );
}

interface PauseButtonProps {
  held: EventLog | undefined;
  onHold: () => void;
  onRelease: () => void;
}

/** What is being read stays where it is, and nothing is lost meanwhile. */
function PauseButton({ held, onHold, onRelease }: PauseButtonProps) {
  const t = useText('events');
  const announce = useAnnounce();
  return (
    <Button
      size="xs"
      variant={held ? 'light' : 'default'}
      leftSection={
        held ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
      }
      onClick={() => {
        if (held) return onRelease();
        onHold();
        announce(t('pausedList'), 'heard');
      }}
    >
      {t(held ? 'resume' : 'pause')}
    </Button>
  );
}
