import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useText } from '../../components/text/language.ts';
import type { ObjectHead, ObjectRef } from '../../storage/index.ts';
import { useCommands } from '../shared/commands.tsx';
import { columnLabel } from './cells.ts';
import { ColumnList } from './column-list.tsx';
import { columnReference, examplesOf } from './expressions.ts';
import type { InputGuess, KnownColumn } from './guess-input.ts';
import { draftOf, draftProblem, formatOf } from './input-draft.ts';
import { InputOptions } from './input-options.tsx';
import styles from './query.module.css';
import type { QueryEngine } from './query-engine.ts';
import { QueryMenus } from './query-menus.tsx';
import type { QueryRun } from './query-run.ts';
import { NoResult, ResultView } from './result-view.tsx';
import { SqlField, type SqlFieldHandle } from './sql-field.tsx';
import { useQueryHistory } from './use-query-history.ts';
import { useQueryRun } from './use-query-run.ts';

interface WorkbenchProps {
  connectionId: string;
  engine: QueryEngine;
  object: ObjectRef & { customerKey?: Uint8Array };
  head: ObjectHead;
  guess: InputGuess;
  isMinio: boolean;
}

/** One object, one query at a time: how to read it, what to ask, and what came. */
export function Workbench({ connectionId, engine, object, head, guess, isMinio }: WorkbenchProps) {
  const t = useText('query');
  const guessed = useMemo(() => draftOf(guess), [guess]);
  const [draft, setDraft] = useState(guessed);
  const [expression, setExpression] = useState(
    () => examplesOf(guessed, guess, isMinio)[0]?.expression ?? '',
  );
  const [isAsked, setAsked] = useState(false);
  const sql = useRef<SqlFieldHandle>(null);
  const { run, number, start } = useQueryRun(engine);
  const { history, remember } = useQueryHistory(connectionId, object.bucket);
  const problem = draftProblem(draft);
  const isEmpty = head.size === 0;
  const isRunning = useIsRunning(run);

  const runQuery = useCallback(() => {
    const input = formatOf(draft);
    setAsked(true);
    if (!input || expression.trim() === '' || isEmpty) return;
    remember({ key: object.key, expression, draft });
    start({ ...object, expression, input, compression: draft.compression, output: 'json' });
  }, [draft, expression, isEmpty, remember, start, object]);

  const commands = useMemo(
    () => [{ id: 'run-query', keys: 'Mod+Enter', label: t('run'), group: t('commands'), run: runQuery }],
    [t, runQuery],
  );
  useCommands('query', commands);

  const said = useColumns(run);
  const columns = guess.columns.length > 0 && draft.kind === guess.format?.kind ? guess.columns : said;
  const missing = expression.trim() === '' ? t('expressionMissing') : undefined;
  return (
    <>
      <div className={styles.workbench}>
        <div className={styles.question}>
          <SqlField ref={sql} text={expression} onChange={setExpression} onRun={runQuery} />
          <div className={styles.actions}>
            {isRunning ? (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlayerStop size={14} aria-hidden />}
                onClick={() => run?.cancel()}
              >
                {t('cancel')}
              </Button>
            ) : (
              <Button
                size="xs"
                disabled={isEmpty}
                leftSection={<IconPlayerPlay size={14} aria-hidden />}
                onClick={runQuery}
              >
                {t('run')}
              </Button>
            )}
            <QueryMenus
              examples={examplesOf(draft, guess, isMinio)}
              history={history}
              objectKey={object.key}
              onExample={setExpression}
              onPast={(past) => {
                setExpression(past.expression);
                if (past.key === object.key) setDraft(past.draft);
              }}
            />
            <p role="status" className={styles.reason}>
              {isEmpty
                ? t('emptyObject')
                : isAsked
                  ? (missing ?? (problem && t(`problem_${problem}`)))
                  : null}
            </p>
          </div>
          <ColumnList
            columns={columns}
            onInsert={(name) => sql.current?.insert(columnReference(name, draft))}
          />
        </div>
        <InputOptions
          draft={draft}
          guess={guessed}
          problem={isAsked ? problem : undefined}
          onChange={setDraft}
        />
      </div>
      {run ? (
        <ResultView key={number} engine={engine} run={run} size={head.size} onRetry={runQuery} />
      ) : (
        <NoResult />
      )}
    </>
  );
}

const never = () => () => undefined;

/** Redraws when it begins and ends, not with every row. */
function useIsRunning(run: QueryRun | undefined): boolean {
  return useSyncExternalStore(run?.subscribe ?? never, () => run?.getSnapshot().state.kind === 'running');
}

/** The columns of the last result that had all of them, where the first bytes of the object tell none (Parquet). */
function useColumns(run: QueryRun | undefined): readonly KnownColumn[] {
  const [known, setKnown] = useState<readonly KnownColumn[]>([]);
  const columns = useSyncExternalStore(run?.subscribe ?? never, () => run?.getSnapshot().columns);
  const isAll = /^\s*select\s+\*\s+from/i.test(run?.input.expression ?? '');
  useEffect(() => {
    if (isAll && columns && columns.length > 0)
      setKnown(columns.map((column) => ({ name: columnLabel(column) })));
  }, [columns, isAll]);
  return known;
}
