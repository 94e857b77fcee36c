import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { Grant } from '../../storage/index.ts';
import { type GrantRow, grants, newPrefixProblem } from './grant-rows.ts';
import styles from './grants.module.css';
import policies from './policies.module.css';

interface AddPrefixProps {
  rows: readonly GrantRow[];
  onAdd: (prefix: string, grant: Grant) => void;
}

/** A row for another prefix. Lies in the form of the page, so Enter is its own. */
export function AddPrefix({ rows, onAdd }: AddPrefixProps) {
  const t = useText('policy');
  const field = useRef<HTMLInputElement>(null);
  const [prefix, setPrefix] = useState('');
  const [grant, setGrant] = useState<Grant>('readonly');
  const [wasAsked, setAsked] = useState(false);
  const problem = newPrefixProblem(prefix, rows);
  // That nothing is there yet is no mistake while one types.
  const isTold = problem !== undefined && (wasAsked || problem !== 'empty');

  const add = () => {
    setAsked(problem !== undefined);
    field.current?.focus();
    if (problem !== undefined) return;
    onAdd(prefix, grant);
    setPrefix('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };

  return (
    <fieldset className={policies.box}>
      <legend>{t('addPrefix')}</legend>
      <div className={styles.add}>
        <TextInput
          ref={field}
          className={styles.addPrefix}
          label={t('newPrefix')}
          description={t('newPrefixSentence')}
          value={prefix}
          error={isTold ? t(`prefixProblem_${problem}`) : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setPrefix(event.currentTarget.value);
            setAsked(false);
          }}
        />
        <NativeSelect
          label={t('newGrant')}
          value={grant}
          data={grants
            .filter((each) => each !== 'none')
            .map((value) => ({ value, label: t(`grant_${value}`) }))}
          onChange={(event) => setGrant(event.currentTarget.value as Grant)}
        />
        <Button variant="default" onClick={add}>
          {t('add')}
        </Button>
      </div>
    </fieldset>
  );
}
