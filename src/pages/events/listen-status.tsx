import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlugOff,
  IconRefresh,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import type { ListenState } from '../shared/bucket-events/listen-state.ts';
import { parseGroups } from '../shared/bucket-events/listened-groups.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { EventTime } from './event-time.tsx';
import styles from './events-page.module.css';
import { mostFollowed, pollingInterval } from './follow-listing.ts';

interface ListenStatusProps {
  state: ListenState;
  onStart: () => void;
  onStop: () => void;
}

/** The state in a word, and the button that changes it. */
export function ListenStatus({ state, onStart, onStop }: ListenStatusProps) {
  const t = useText('events');
  const announce = useAnnounce();
  const { kind } = state;
  const said = useRef<ListenState['kind']>('connecting');
  useEffect(() => {
    if (said.current === kind) return;
    said.current = kind;
    if (kind === 'live') announce(t('announceLive'), 'heard');
    if (kind === 'stopped') announce(t('announceStopped'), 'heard');
    if (kind === 'polling') announce(t('announcePolling'), 'heard');
    if (kind === 'reconnecting') announce(t('announceGap'), 'heard');
  }, [kind, announce, t]);
  const isStopped = kind === 'stopped' || kind === 'failed';
  return (
    <div className={styles.status}>
      <span className={styles.state} data-state={kind} data-testid="listen-state">
        <span className={styles.dot} aria-hidden />
        {t(`state_${kind}`)}
      </span>
      {kind === 'polling' ? (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={onStart}
        >
          {t('tryAgain')}
        </Button>
      ) : null}
      <Button
        size="xs"
        variant={isStopped ? 'filled' : 'default'}
        leftSection={
          isStopped ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerStop size={14} aria-hidden />
        }
        onClick={isStopped ? onStart : onStop}
      >
        {t(isStopped ? 'start' : 'stop')}
      </Button>
    </div>
  );
}

interface ListenNotesProps {
  state: ListenState;
  gap: Date | undefined;
  polling: { complete: boolean; error: unknown };
  groups: string | undefined;
  onStart: () => void;
}

/** What a person must know to read the table right. */
export function ListenNotes({ state, gap, polling, groups, onStart }: ListenNotesProps) {
  const t = useText('events');
  const seconds = pollingInterval / 1000;
  return (
    <>
      {state.kind === 'failed' ? <ErrorView error={state.error} onRetry={onStart} /> : null}
      {state.kind === 'polling' ? (
        <section className={styles.note} role="status">
          <IconPlugOff size={16} aria-hidden />
          <div>
            <p>{t(`polling_${state.reason}`, { seconds })}</p>
            <p className={styles.dim}>
              {t('answered')} <code>{answerText(t('answerNothing', { seconds: 5 }), state)}</code>
            </p>
            {polling.complete ? null : <p>{t('pollingBound', { count: mostFollowed })}</p>}
            {parseGroups(groups).every((group) => group === 'created' || group === 'removed') ? null : (
              <p>{t('pollingGroups')}</p>
            )}
          </div>
        </section>
      ) : null}
      {state.kind === 'polling' && polling.error ? <ErrorView error={polling.error} /> : null}
      {gap ? (
        <p className={styles.note} role="status">
          <IconAlertTriangle size={16} className={styles.warn} aria-hidden />
          <GapText time={gap} />
        </p>
      ) : null}
    </>
  );
}

function GapText({ time }: { time: Date }) {
  const t = useText('events');
  // The time is an element of its own in the middle of a sentence.
  const [before = '', after = ''] = t('gap', { time: '\u0000' }).split('\u0000');
  return (
    <span>
      {before}
      <EventTime time={time} />
      {after}
    </span>
  );
}

function answerText(nothing: string, { reason, error }: Extract<ListenState, { kind: 'polling' }>): string {
  if (reason === 'silent' || !(error instanceof StorageError)) return nothing;
  return [error.status, error.serviceCode ?? error.code].filter(Boolean).join(' ');
}
