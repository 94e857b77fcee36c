import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { type LifecycleRule, lifecycleCalendar } from '../../../storage/index.ts';
import { useConnection } from '../../shared/connection.tsx';
import { ShownAs } from '../../shared/setting-editor/shown-as.tsx';
import { settingQuery } from '../../shared/setting-editor/use-setting.ts';
import { NumberField } from '../rules/number-field.tsx';
import styles from '../rules/rules.module.css';
import { SizeField } from '../rules/size-field.tsx';
import { TagRows } from '../rules/tag-rows.tsx';
import calendarStyles from './calendar.module.css';
import { type CalendarDraft, exampleObject, subjectOf } from './calendar-draft.ts';
import { CalendarEntries } from './calendar-entries.tsx';

const kinds = ['current', 'noncurrent', 'upload'] as const;

/** What the rules, as they stand in the form, will do to an object that the person describes. */
export function CalendarPanel({ bucket, rules }: { bucket: string; rules: readonly LifecycleRule[] }) {
  const t = useText('rules');
  const heading = useId();
  // The list beside has read it already.
  const versioning = useQuery(settingQuery(useConnection(), bucket, 'versioning'));
  const [draft, setDraft] = useState(() =>
    exampleObject((rules.find(({ enabled }) => enabled) ?? rules[0])?.filter),
  );
  const [now] = useState(Date.now);
  const change = (part: Partial<CalendarDraft>) => setDraft({ ...draft, ...part });
  const status = versioning.isError ? 'unknown' : (versioning.data?.value?.status ?? 'off');
  const subject = subjectOf(draft, now);
  const isUpload = draft.what === 'upload';
  return (
    <section
      aria-labelledby={heading}
      className={calendarStyles.panel}
      onKeyDown={(event) => {
        // The fields stand in the form of the setting, and are none of it.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <div>
        <h3 id={heading}>{t('calendarTitle')}</h3>
        <p className={styles.hint}>{t('calendarSentence')}</p>
      </div>
      <div className={calendarStyles.inputs}>
        <div className={calendarStyles.wide}>
          <TextInput
            label={t('calendarKey')}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="none"
            value={draft.key}
            onChange={(event) => change({ key: event.currentTarget.value })}
          />
          <ShownAs value={draft.key} />
        </div>
        <NativeSelect
          label={t('calendarWhat')}
          data={kinds.map((kind) => ({ value: kind, label: t(`what_${kind}`) }))}
          value={draft.what}
          onChange={(event) => change({ what: event.currentTarget.value as CalendarDraft['what'] })}
        />
        <NumberField label={t(`age_${draft.what}`)} value={draft.age} onChange={(age) => change({ age })} />
        {draft.what === 'noncurrent' ? (
          <NumberField label={t('newer')} value={draft.newer} onChange={(newer) => change({ newer })} />
        ) : null}
        {isUpload ? null : (
          <SizeField label={t('calendarSize')} value={draft.size} onChange={(size) => change({ size })} />
        )}
      </div>
      {isUpload ? null : (
        <TagRows tags={draft.tags} errorOf={() => undefined} onChange={(tags) => change({ tags })} />
      )}
      <div role="status" className={calendarStyles.result}>
        {subject === undefined ? (
          <p className={styles.hint}>{t('calendarIncomplete')}</p>
        ) : (
          <CalendarEntries
            calendar={lifecycleCalendar(rules, subject, { isVersioned: status === 'Enabled', now })}
            now={now}
          />
        )}
      </div>
      {isUpload ? null : <p className={styles.hint}>{t(`versioning_${status}`)}</p>}
    </section>
  );
}
