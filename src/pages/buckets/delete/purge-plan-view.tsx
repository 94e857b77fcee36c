import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { PurgePlan } from '../../../storage/index.ts';
import dialogs from '../dialogs.module.css';
import styles from './delete.module.css';
import { entriesOf, isTyped } from './purge-step.ts';

interface PurgePlanViewProps {
  plan: PurgePlan;
  onCancel: () => void;
  onDelete: (bypassGovernance: boolean) => void;
}

/** What is in the bucket, what cannot be undone, what a lock prevents, and the name to be typed. */
export function PurgePlanView({ plan, onCancel, onDelete }: PurgePlanViewProps) {
  const t = useText('purge');
  const shell = useText('shell');
  const [typed, setTyped] = useState('');
  const [bypass, setBypass] = useState(false);
  const { bucket, lock, complete } = plan;
  const right = isTyped(typed, plan);
  const mode = lock?.defaultRetention?.mode;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (right) onDelete(bypass);
      }}
    >
      <p className={dialogs.subject}>
        <KeyText value={bucket} />
      </p>
      <Contents plan={plan} />
      {complete ? null : <p className={styles.note}>{t('partialSentence')}</p>}
      <Samples plan={plan} />
      {lock ? (
        <p className={styles.note}>
          {t('lock')} {mode ? t(`lockDefault_${mode}`) : ''}
        </p>
      ) : null}
      <p className={styles.warning}>{t(plan.versioned ? 'forGood' : 'forGoodPlain')}</p>
      <p className={styles.dim}>{t('later')}</p>
      {lock ? (
        <Checkbox
          mt={16}
          color="red"
          label={t('bypass')}
          description={t('bypassSentence')}
          checked={bypass}
          onChange={(event) => setBypass(event.currentTarget.checked)}
        />
      ) : null}
      <TextInput
        mt={16}
        label={t('typeName', { name: bucket })}
        value={typed}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={dialogs.actions}>
        <Button variant="default" onClick={onCancel}>
          {shell('cancel')}
        </Button>
        <Button type="submit" color="red" disabled={!right}>
          {t(bypass ? 'deleteAllBypassing' : 'deleteAll', { name: bucket })}
        </Button>
      </div>
    </form>
  );
}

function Contents({ plan: { counts, complete } }: { plan: PurgePlan }) {
  const t = useText('purge');
  const language = useLanguage();
  // What was counted of a longer list is the least that there is; uploads were listed to their end.
  const least = (value: string) => (complete ? value : t('moreThan', { value }));
  const number = (value: number) => value.toLocaleString(language);
  const kinds = [
    ['objects', counts.objects, least(number(counts.objects))],
    ['olderVersions', counts.olderVersions, least(number(counts.olderVersions))],
    ['deleteMarkers', counts.deleteMarkers, least(number(counts.deleteMarkers))],
    ['uploads', counts.uploads, number(counts.uploads)],
  ] as const;
  return (
    <dl className={styles.counts} aria-label={t('contents')}>
      {kinds
        .filter(([kind, count]) => kind === 'objects' || count > 0)
        .map(([kind, , value]) => (
          <div key={kind}>
            <dt>{t(kind)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      <div>
        <dt>{t('size')}</dt>
        <dd title={formatExactBytes(counts.bytes, language)}>{least(formatBytes(counts.bytes, language))}</dd>
      </div>
    </dl>
  );
}

function Samples({ plan: { samples, counts } }: { plan: PurgePlan }) {
  const t = useText('purge');
  if (samples.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={t('samples')}>
      {samples.map((key) => (
        <li key={key}>
          <KeyText value={key} middleEllipsis />
        </li>
      ))}
      {entriesOf(counts) > samples.length ? <li aria-hidden>…</li> : null}
    </ul>
  );
}
