import { Button, Checkbox, Group, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes, formatExactBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import type { Targets } from '../actions.ts';
import styles from './delete.module.css';
import {
  type DeleteMode,
  type DeletePlan,
  isTypedCount,
  mustBeTyped,
  nameOf,
  undoPromise,
  wordsOf,
} from './delete-plan.ts';
import { DoomedName } from './doomed-name.tsx';
import { VersionCountsView } from './version-counts-view.tsx';

interface DeletePlanViewProps {
  plan: DeletePlan;
  targets: Targets;
  /** Whether all versions can be asked for. */
  canDeleteVersions: boolean;
  onMode: (mode: DeleteMode) => void;
  onDelete: (bypassGovernance: boolean) => void;
  onCancel: () => void;
}

const samples = 6;

const buttonKeys = {
  current: 'deleteButton',
  items: 'deleteItemsButton',
  versions: 'deleteVersionsButton',
} as const;
const typeKeys = { current: 'deleteType', items: 'deleteTypeItems', versions: 'deleteTypeVersions' } as const;

/** What goes, what can be undone, and one button that does just that. */
export function DeletePlanView(props: DeletePlanViewProps) {
  const { plan, targets, canDeleteVersions, onMode, onDelete, onCancel } = props;
  const t = useText('deleting');
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [bypass, setBypass] = useState(false);
  const { mode, facts, folders = 0 } = plan;
  const count = plan.doomed.length;
  const choice = canDeleteVersions ? <ModeChoice mode={mode} onMode={onMode} /> : null;
  if (count === 0) {
    return (
      <>
        {choice}
        <p>{t('deleteNothing')}</p>
        <Group justify="flex-end" mt={16}>
          <Button onClick={onCancel} data-autofocus>
            {t('close')}
          </Button>
        </Group>
      </>
    );
  }
  const bytes = formatBytes(plan.bytes, language);
  const asksForCount = mustBeTyped(plan);
  const blocked = asksForCount && !isTypedCount(typed, plan);
  const mayBypass = mode === 'versions' && facts.locks !== false;
  const words = wordsOf(plan);
  const buttonKey = bypass && words === 'versions' ? 'deleteVersionsBypassing' : buttonKeys[words];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) onDelete(mayBypass && bypass);
      }}
    >
      {choice}
      {targets.folders.length > 0 ? (
        <>
          <p>{t('deleteFolders', { count: targets.folders.length })}</p>
          <ul className={styles.list}>
            {targets.folders.map((prefix) => (
              <li key={prefix}>
                <KeyText value={prefix} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {plan.counts ? (
        <VersionCountsView counts={plan.counts} bytes={plan.bytes} />
      ) : (
        <p className={styles.total} title={formatExactBytes(plan.bytes, language)}>
          {words === 'items'
            ? t('deleteItemsTotal', { objects: count - folders, folders, bytes })
            : t('deleteTotal', { count, bytes })}
        </p>
      )}
      <ul className={styles.list} aria-label={t('deleteSamples')}>
        {plan.doomed.slice(0, samples).map((each) => (
          <li key={nameOf(each)}>
            <DoomedName doomed={each} />
          </li>
        ))}
      </ul>
      {count > samples ? <p className={styles.more}>{t('andMore', { count: count - samples })}</p> : null}
      {mode === 'versions' ? (
        <p className={styles.warning}>{t('deleteForEver')}</p>
      ) : (
        <p className={facts.versioning === 'enabled' ? styles.note : styles.warning}>
          {t(undoPromise(facts))}
        </p>
      )}
      {mode === 'current' && facts.hasExceptions ? (
        <p className={styles.warning}>{t('deleteKeepsSome')}</p>
      ) : null}
      {mayBypass ? (
        <>
          {facts.locks ? <p className={styles.note}>{t('deleteLocked')}</p> : null}
          <Checkbox
            mt={12}
            color="red"
            label={t('deleteBypass')}
            description={t('deleteBypassSentence')}
            checked={bypass}
            onChange={(event) => setBypass(event.currentTarget.checked)}
          />
        </>
      ) : null}
      {asksForCount ? (
        <TextInput
          mt={12}
          label={t(typeKeys[words], {
            number: count.toLocaleString(language),
          })}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onCancel} data-autofocus={!asksForCount || undefined}>
          {t('cancel')}
        </Button>
        <Button type="submit" color="red" disabled={blocked} className={styles.long}>
          {t(buttonKey, { count, bytes })}
        </Button>
      </Group>
    </form>
  );
}

function ModeChoice({ mode, onMode }: { mode: DeleteMode; onMode: (mode: DeleteMode) => void }) {
  const t = useText('deleting');
  return (
    <Radio.Group label={t('deleteMode')} value={mode} mb={16} onChange={(next) => onMode(next as DeleteMode)}>
      <div className={styles.choices}>
        <Radio value="current" label={t('deleteMode_current')} />
        <Radio value="versions" label={t('deleteMode_versions')} color="red" />
      </div>
    </Radio.Group>
  );
}
