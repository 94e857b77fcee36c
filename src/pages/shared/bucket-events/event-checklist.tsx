import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import styles from './event-checklist.module.css';
import { groupState, isChosen, withEventToggled, withGroupToggled } from './event-choice.ts';
import type { EventGroup } from './event-names.ts';
import { eventWord, whatWord } from './event-words.ts';

interface EventChecklistProps {
  label: string;
  groups: readonly EventGroup[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** What is wrong with the choice. */
  error?: string;
}

/** Events by groups; a group's own box switches all of it. */
export function EventChecklist({ label, groups, chosen, onChange, error }: EventChecklistProps) {
  const id = useId();
  return (
    <fieldset
      className={styles.checklist}
      aria-describedby={error ? id : undefined}
      data-problem={error ? true : undefined}
      tabIndex={error ? -1 : undefined}
    >
      <legend className={styles.legend}>{label}</legend>
      {groups.map((group) => (
        <Group key={group.all ?? group.events[0]} group={group} chosen={chosen} onChange={onChange} />
      ))}
      {error ? (
        <p id={id} role="alert" className={styles.error}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

interface GroupProps {
  group: EventGroup;
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

function Group({ group, chosen, onChange }: GroupProps) {
  const t = useText('events');
  const state = groupState(group, chosen);
  const [isOpen, setOpen] = useState(state === 'some');
  const id = useId();
  const word = t(`topic_${group.topic}`);
  const events = (
    <ul id={id} className={styles.events}>
      {group.events.map((name) => (
        <li key={name}>
          <Checkbox
            size="xs"
            label={
              <>
                {group.all === undefined ? eventWord(t, name) : whatWord(t, name)}{' '}
                <code className={styles.name}>{name.replace(/^s3:/, '')}</code>
              </>
            }
            checked={isChosen(group, chosen, name)}
            onChange={() => onChange(withEventToggled(group, chosen, name))}
          />
        </li>
      ))}
    </ul>
  );
  if (group.all === undefined) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset would be drawn as a box
      <div role="group" aria-label={word} className={styles.loose}>
        {events}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above
    <div role="group" aria-label={word} className={styles.group}>
      <div className={styles.head}>
        <Checkbox
          size="xs"
          label={t('allOf', { group: word })}
          checked={state === 'all'}
          indeterminate={state === 'some'}
          onChange={() => onChange(withGroupToggled(group, chosen))}
        />
        <UnstyledButton
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-label={t('chooseOf', { group: word })}
          title={t('chooseOf', { group: word })}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={14} aria-hidden data-open={isOpen} />
        </UnstyledButton>
      </div>
      {isOpen ? events : null}
    </div>
  );
}
