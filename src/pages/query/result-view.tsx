import { SegmentedControl } from '@mantine/core';
import { IconTable, IconTableOff } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useText } from '../../components/text/language.ts';
import { ExportMenu } from './export-menu.tsx';
import type { QueryEngine } from './query-engine.ts';
import type { QueryRun } from './query-run.ts';
import { RawLines } from './raw-lines.tsx';
import styles from './result.module.css';
import { ResultNotes } from './result-notes.tsx';
import { ResultTable } from './result-table.tsx';
import { RunStatus } from './run-status.tsx';
import { useRunSnapshot } from './use-query-run.ts';
import { useSaveAll } from './use-save-all.ts';

interface ResultViewProps {
  engine: QueryEngine;
  run: QueryRun;
  /** Bytes of the object. */
  size: number;
  onRetry: () => void;
}

/** What a query brought, while it comes and after. */
export function ResultView({ engine, run, size, onRetry }: ResultViewProps) {
  const t = useText('query');
  const snapshot = useRunSnapshot(run);
  const [view, setView] = useState<'table' | 'raw'>('table');
  const { saving, save, stop } = useSaveAll(engine);
  const { state, kept, columns } = snapshot;

  const content = () => {
    if (kept === 0) {
      if (state.kind === 'running') return <p className={styles.waiting}>{t('waiting')}</p>;
      if (state.kind !== 'done') return null;
      return (
        <EmptyState icon={<IconTableOff size={32} />} title={t('noRows')} sentence={t('noRowsSentence')} />
      );
    }
    // Rows that are no objects have no columns.
    if (view === 'raw' || columns.length === 0) return <RawLines kept={kept} line={run.line} />;
    return <ResultTable columns={columns} kept={kept} line={run.line} />;
  };

  return (
    <section aria-label={t('result')} className={styles.result}>
      <div className={styles.resultBar}>
        <RunStatus snapshot={snapshot} size={size} />
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={view}
          data={(['table', 'raw'] as const).map((value) => ({ value, label: t(`view_${value}`) }))}
          onChange={(value) => setView(value as 'table' | 'raw')}
        />
        <ExportMenu run={run} snapshot={snapshot} onSaveAll={(form) => save(run.input, form)} />
      </div>
      <ResultNotes run={run} snapshot={snapshot} saving={saving} onStopSaving={stop} onRetry={onRetry} />
      {content()}
    </section>
  );
}

/** Before the first query. */
export function NoResult() {
  const t = useText('query');
  return <EmptyState icon={<IconTable size={32} />} title={t('result')} sentence={t('resultHint')} />;
}
