import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { useConnection } from '../../shared/connection.tsx';
import { ErrorView } from '../../shared/error-view.tsx';
import { identityQuery } from '../../shared/server-identity.ts';
import { ConditionFields } from './condition-fields.tsx';
import styles from './copy.module.css';
import type { CopyDialogProps } from './copy-dialog.tsx';
import { copyNotes } from './copy-notes.ts';
import { destinationOf, firstDraft, folderProblem, onlyTarget } from './destination.ts';
import { DestinationFields } from './destination-fields.tsx';
import { type IfExists, summarize } from './plan-summary.ts';
import { PlanView } from './plan-view.tsx';
import { nameProblem, splitKey } from './rename-key.ts';
import { conditionsOf, noConditions } from './source-conditions.ts';
import type { CopyOrder } from './use-copy-run.ts';
import { useKnowledge } from './use-knowledge.ts';
import { usePlan } from './use-plan.ts';
import { useSources } from './use-sources.ts';

/** Bytes; see `storage/copy/run-copy.ts`. */
const largestSingleCopy = 5 * 1024 ** 3;

interface CopyFormProps extends Omit<CopyDialogProps, 'onClose'> {
  onStart: (order: CopyOrder) => void;
  onCancel: () => void;
}

/** What is typed, and below it what it would do. */
export function CopyForm(props: CopyFormProps) {
  const {
    storage,
    bucket,
    prefix,
    mode,
    targets,
    destination: firstFolder,
    opened,
    onStart,
    onCancel,
  } = props;
  const t = useText('copying');
  const language = useLanguage();
  const connection = useConnection();
  const only = onlyTarget(targets);
  const split = only === undefined ? undefined : splitKey(only);
  const [draft, setDraft] = useState(() =>
    firstDraft(targets, bucket, firstFolder ?? split?.folder ?? prefix),
  );
  const [conditions, setConditions] = useState(noConditions);
  const [ifExists, setIfExists] = useState<IfExists>('refuse');
  const problems = {
    bucket: draft.bucket === '' ? ('empty' as const) : undefined,
    folder: folderProblem(draft.folder),
    name: split && nameProblem(draft.name, { ...split, folder: draft.folder }),
  };
  const isTyped = Object.values(problems).every((problem) => problem === undefined);
  const { query: sources, found } = useSources(storage, bucket, targets);
  const live = usePlan({
    storage,
    bucket,
    sources: sources.data,
    folders: targets.folders,
    destination: isTyped ? destinationOf(draft, targets, prefix) : undefined,
  });
  const here = useKnowledge(bucket);
  const there = useKnowledge(live.plan?.destination.bucket ?? bucket);
  const { data: identity } = useQuery(identityQuery(connection));
  const summary = live.plan && summarize(live.plan, live.existing, ifExists);
  const isReady = live.isSettled && summary !== undefined && summary.pairs.length > 0 && !summary.isBlocked;
  const notes = copyNotes({
    mode,
    here,
    there,
    server: identity,
    replaces: ifExists === 'replace',
    byParts: live.plan?.pairs.some(({ size }) => size > largestSingleCopy) ?? false,
  });

  const start = () => {
    if (!isReady || !live.plan) return;
    const { bytes, replaced } = summary;
    const pairs = summary.pairs.map((pair) =>
      mode === 'copy' && pair.from === opened?.key ? { ...pair, versionId: opened.versionId } : pair,
    );
    onStart({
      plan: live.plan,
      pairs,
      bytes,
      replaced,
      conditions: conditionsOf(conditions),
      keepLock: !notes.includes('noLock') && !notes.includes('noLockMove'),
    });
  };
  // A new name and Enter, faster than the server is asked: it begins once nothing is found in its way.
  const [isWanted, setWanted] = useState(false);
  const canWait = mode === 'rename' && isTyped && !live.isSettled;
  const startWanted = useEffectEvent(() => {
    setWanted(false);
    if (live.plan?.refused.length === 0) start();
  });
  useEffect(() => {
    if (isWanted && live.isSettled) startWanted();
  }, [isWanted, live.isSettled]);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (canWait) setWanted(true);
        else start();
      }}
    >
      <DestinationFields
        storage={storage}
        draft={draft}
        problems={problems}
        split={split}
        isRename={mode === 'rename'}
        onChange={(change) => {
          setDraft({ ...draft, ...change });
          setIfExists('refuse');
          setWanted(false);
        }}
      />
      {mode === 'rename' ? null : (
        <ConditionFields draft={conditions} isOne={only !== undefined} onChange={setConditions} />
      )}
      {sources.error ? (
        <ErrorView error={sources.error} onRetry={() => void sources.refetch()} />
      ) : (
        <PlanView
          live={live}
          summary={summary}
          isRename={mode === 'rename'}
          found={sources.data ? undefined : found}
          ifExists={ifExists}
          onIfExists={setIfExists}
          isVersionedThere={there.isVersioned}
          notes={notes}
        />
      )}
      <div className={styles.foot}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          disabled={!isReady && !canWait}
          loading={isWanted}
          color={summary?.replaced.size ? 'red' : undefined}
        >
          {summary && summary.pairs.length > 0
            ? t(`do_${mode}`, {
                count: summary.pairs.length,
                bytes: formatBytes(summary.bytes, language),
              })
            : t(`begin_${mode}`)}
        </Button>
      </div>
    </form>
  );
}
