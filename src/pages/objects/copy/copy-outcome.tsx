import { Button, Group } from '@mantine/core';
import { type TextFunction, useText } from '../../../components/text/language.ts';
import { type CopyResult, type CopyVerdict, StorageError } from '../../../storage/index.ts';
import { errorText } from '../../shared/error-text.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from './copy.module.css';
import { KeyList } from './key-list.tsx';
import { groupsOf, toTryAgain } from './outcome.ts';

interface CopyOutcomeProps {
  result: CopyResult;
  onAgain: () => void;
  onClose: () => void;
}

/** A verdict on every object that is not simply done: counts in are counts out. */
export function CopyOutcome({ result, onAgain, onClose }: CopyOutcomeProps) {
  const t = useText('copying');
  const te = useText('errors');
  const { verdicts, ended } = result;
  const done = verdicts.filter(({ verdict }) => verdict.kind === 'done').length;
  const again = toTryAgain(result).length;
  return (
    <div className={styles.form}>
      <p role="status" className={styles.total}>
        {t('verdict', { count: verdicts.length, done })}
      </p>
      {ended.by === 'error' ? <ErrorView error={ended.error} /> : null}
      {groupsOf(result).map(({ kind, judged }) => (
        <section key={kind}>
          <p className={kind === 'failed' ? styles.problem : undefined}>
            {t(`group_${kind}`, { count: judged.length })}
          </p>
          <KeyList
            keys={judged.map(({ pair, verdict }) => ({
              key: kind === 'exists' ? pair.to : pair.from,
              ...reasonFor(t, te, verdict),
            }))}
          />
        </section>
      ))}
      <Group justify="flex-end" gap={8}>
        {again > 0 ? (
          <Button variant="default" onClick={onAgain}>
            {t('again', { count: again })}
          </Button>
        ) : null}
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    </div>
  );
}

/** Why it is not done, and the server's own sentence. */
function reasonFor(
  t: TextFunction<'copying'>,
  te: TextFunction<'errors'>,
  verdict: CopyVerdict,
): { reason?: string; detail?: string } {
  switch (verdict.kind) {
    case 'failed': {
      const reason = t(`at_${verdict.at}`, { reason: errorText(te, verdict.error).title });
      return { reason, detail: detailOf(verdict.error) };
    }
    case 'differs':
      return { reason: t('lacks', { names: namesOf(t, verdict.differences) }) };
    case 'source-kept': {
      if (verdict.why === 'changed') return { reason: t('sourceChanged') };
      const { error } = verdict.why;
      return { reason: t('sourceRefused', { reason: errorText(te, error).title }), detail: detailOf(error) };
    }
    case 'condition':
      return { reason: t(`condition_${verdict.condition}`) };
    default:
      return {};
  }
}

export function namesOf(
  t: TextFunction<'copying'>,
  differences: Extract<CopyVerdict, { kind: 'differs' }>['differences'],
): string {
  return differences.map((name) => t(`difference_${name}`)).join(' · ');
}

function detailOf(error: unknown): string | undefined {
  if (!(error instanceof StorageError)) return undefined;
  return [error.status, error.serviceCode, error.serviceMessage].filter(Boolean).join(' ');
}
