import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import { rowId } from '../listing/listed-entry.ts';
import { VersionName } from './version-name.tsx';
import { isTypedCount, mustBeTyped, type VersionPlan } from './version-plan.ts';
import styles from './versions.module.css';

interface DeleteVersionsPlanProps {
  plan: VersionPlan;
  folders: readonly string[];
  onDelete: (bypassGovernance: boolean) => void;
  onCancel: () => void;
}

const named = 20;

export function DeleteVersionsPlan({ plan, folders, onDelete, onCancel }: DeleteVersionsPlanProps) {
  const t = useText('versions');
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [bypass, setBypass] = useState(false);
  const { versions, latest, markers } = plan;
  const count = versions.length;
  const bytes = formatBytes(plan.bytes, language);
  if (count === 0) {
    return (
      <>
        <p>{t('nothingToDelete')}</p>
        <Group justify="flex-end" mt={16}>
          <Button onClick={onCancel} data-autofocus>
            {t('close')}
          </Button>
        </Group>
      </>
    );
  }
  const isTyped = mustBeTyped(plan, folders);
  const blocked = isTyped && !isTypedCount(typed, plan);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) onDelete(bypass);
      }}
    >
      {folders.length > 0 ? (
        <>
          <p>{t('underFolders', { count: folders.length })}</p>
          <ul className={styles.list}>
            {folders.map((prefix) => (
              <li key={prefix}>
                <KeyText value={prefix} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p>{t('total', { count, bytes })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keyboard too */}
      <ul className={styles.list} aria-label={t('willGo')} tabIndex={0}>
        {versions.slice(0, named).map((version) => (
          <li key={rowId(version)}>
            <VersionName version={version} />
          </li>
        ))}
      </ul>
      {count > named ? <p className={styles.more}>{t('andMore', { count: count - named })}</p> : null}
      <div className={styles.facts}>
        {latest > 0 ? <p className={styles.caution}>{t('latestGoes', { count: latest })}</p> : null}
        {markers > 0 ? <p className={styles.caution}>{t('markersGo', { count: markers })}</p> : null}
        <p className={styles.warning}>{t('forEver')}</p>
        <Checkbox
          size="xs"
          label={t('bypass')}
          description={t('bypassHint')}
          checked={bypass}
          onChange={(event) => setBypass(event.currentTarget.checked)}
        />
      </div>
      {isTyped ? (
        <TextInput
          mt={12}
          label={t('typeCount', { number: count.toLocaleString(language) })}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onCancel} data-autofocus={!isTyped || undefined}>
          {t('cancel')}
        </Button>
        <Button type="submit" color="red" disabled={blocked}>
          {t(bypass ? 'deleteBypassing' : 'deleteButton', { count })}
        </Button>
      </Group>
    </form>
  );
}
