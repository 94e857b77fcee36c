import { Button, Loader } from '@mantine/core';
import { IconCheck, IconMinus, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../components/text/language.ts';
import type { Connection } from '../shared/connections.ts';
import { OpenBucketForm } from '../shared/open-bucket-form.tsx';
import { checkOutcome } from './check-outcome.ts';
import styles from './check-report.module.css';
import { CorsHelp } from './cors-help.tsx';
import { useCheckName, useCheckText } from './use-check-text.ts';
import type { CheckState, ConnectCheck } from './use-connection-check.ts';

interface CheckReportProps {
  state: CheckState;
  onUseRegion: (region: string) => void;
  /** With a bucket: straight into it. */
  onConnect: (connection: Connection, bucket?: string) => void;
}

/** Every check by its name and result; under a failed one, what it means and what to change. */
export function CheckReport({ state, onUseRegion, onConnect }: CheckReportProps) {
  const t = useText('connect');
  const report = useRef<HTMLElement>(null);
  const { phase } = state;
  useEffect(() => {
    if (phase === 'done') report.current?.scrollIntoView({ block: 'nearest' });
  }, [phase]);
  if (state.phase === 'idle') return null;
  const { connection, results } = state;
  const outcome = state.phase === 'done' ? checkOutcome(results, connection.profile.protocol) : undefined;
  return (
    <section
      ref={report}
      className={styles.report}
      aria-labelledby="check-results"
      aria-busy={state.phase === 'running'}
    >
      <h2 id="check-results">{t('results')}</h2>
      <ul>
        {results.map((result) => (
          <CheckRow key={result.check} result={result} connection={connection} onUseRegion={onUseRegion} />
        ))}
        {state.phase === 'running' ? (
          <li className={styles.check}>
            <Loader size={14} aria-hidden />
            <span className={styles.name}>{t('running')}</span>
          </li>
        ) : null}
      </ul>
      {outcome === 'go' ? <p className={styles.passed}>{t('allPassed')}</p> : null}
      {outcome === 'by-name' ? (
        <div className={styles.further}>
          <OpenBucketForm onOpen={(bucket) => onConnect(connection, bucket)} />
        </div>
      ) : null}
      {outcome === 'limited' ? (
        <div className={styles.further}>
          <Button variant="default" onClick={() => onConnect(connection)}>
            {t('connectAnyway')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

interface CheckRowProps {
  result: ConnectCheck;
  connection: Connection;
  onUseRegion: (region: string) => void;
}

function CheckRow({ result, connection, onUseRegion }: CheckRowProps) {
  const t = useText('connect');
  const name = useCheckName()(result);
  return (
    <li className={styles.check} data-result={result.result}>
      <CheckMark result={result.result} />
      <span className={styles.name}>
        {name} <span className="visually-hidden">{t(result.result)}</span>
      </span>
      {result.result === 'failed' ? (
        <Failure result={result} connection={connection} onUseRegion={onUseRegion} />
      ) : null}
    </li>
  );
}

function CheckMark({ result }: { result: ConnectCheck['result'] }) {
  const Icon = result === 'passed' ? IconCheck : result === 'failed' ? IconX : IconMinus;
  return <Icon size={16} stroke={2.25} className={styles.mark} aria-hidden />;
}

const corsChecks: ReadonlySet<ConnectCheck['check']> = new Set(['cors', 'manage-cors', 'etag-exposed']);

function Failure({ result, connection, onUseRegion }: CheckRowProps) {
  const t = useText('connect');
  const { profile } = connection;
  const { title, sentence, cure, details } = useCheckText(result, profile);
  const region = result.check === 'region' ? result.error?.region : undefined;
  return (
    <div className={styles.failure}>
      <p className={styles.title}>{title}</p>
      <p>{sentence}</p>
      <p className={styles.cure}>{cure}</p>
      {region ? (
        <Button size="xs" variant="default" mt={8} onClick={() => onUseRegion(region)}>
          {t('useRegion', { region })}
        </Button>
      ) : null}
      {corsChecks.has(result.check) ? <CorsHelp profile={profile} /> : null}
      {details === '' ? null : <p className={styles.details}>{details}</p>}
    </div>
  );
}
