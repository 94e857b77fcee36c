import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import {
  type ListenedGroup,
  listenedGroups,
  parseGroups,
  printGroups,
} from '../shared/bucket-events/listened-groups.ts';
import type { EventsSearch } from '../shared/paths.ts';
import styles from './events-page.module.css';

interface ListenFormProps {
  /** What is listened to now, as in the address. */
  search: EventsSearch;
  onApply: (search: EventsSearch) => void;
}

/** Which events of which keys. Nothing happens while one types: every change is a new connection. */
export function ListenForm({ search, onApply }: ListenFormProps) {
  const t = useText('events');
  const [prefix, setPrefix] = useState(search.prefix ?? '');
  const [suffix, setSuffix] = useState(search.suffix ?? '');
  const [groups, setGroups] = useState<readonly ListenedGroup[]>(() => parseGroups(search.events));
  const wanted: EventsSearch = {
    prefix: prefix || undefined,
    suffix: suffix || undefined,
    events: printGroups(groups),
  };
  const isSame =
    wanted.prefix === search.prefix &&
    wanted.suffix === search.suffix &&
    wanted.events === printGroups(parseGroups(search.events));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (groups.length > 0 && !isSame) onApply(wanted);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t('prefix')}
        value={prefix}
        size="xs"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => setPrefix(event.currentTarget.value)}
      />
      <TextInput
        label={t('suffix')}
        value={suffix}
        size="xs"
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        onChange={(event) => setSuffix(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={t('what')}
        size="xs"
        value={[...groups]}
        error={groups.length === 0 ? t('noGroup') : undefined}
        onChange={(chosen) => setGroups(listenedGroups.filter((group) => chosen.includes(group)))}
      >
        <div className={styles.groups}>
          {listenedGroups.map((group) => (
            <Checkbox key={group} size="xs" value={group} label={t(`group_${group}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Button type="submit" size="xs" variant="default" disabled={isSame || groups.length === 0}>
        {t('apply')}
      </Button>
    </form>
  );
}
