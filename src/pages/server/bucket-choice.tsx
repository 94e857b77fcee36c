import { Autocomplete, Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import styles from './server-page.module.css';

interface BucketChoiceProps {
  bucket: string | undefined;
  /** To choose from; a name that is not among them may be typed. */
  names: readonly string[];
  onChoose: (bucket: string) => void;
}

/** Which bucket is asked about: one of the list, or one by its name. */
export function BucketChoice({ bucket = '', names, onChoose }: BucketChoiceProps) {
  const t = useText('server');
  const [typed, setTyped] = useState(bucket);
  useEffect(() => setTyped(bucket), [bucket]);
  const choose = (name: string) => {
    const wanted = name.trim();
    if (wanted !== '') onChoose(wanted);
  };
  return (
    <form
      className={styles.choice}
      onSubmit={(event) => {
        event.preventDefault();
        choose(typed);
      }}
    >
      <Autocomplete
        label={t('askedOf')}
        description={t('askedOfSentence')}
        inputWrapperOrder={['label', 'input', 'description']}
        data={names.filter((name, index) => names.indexOf(name) === index)}
        limit={200}
        value={typed}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        maxDropdownHeight={260}
        onChange={setTyped}
        onOptionSubmit={choose}
      />
      {typed.trim() !== '' && typed.trim() !== bucket ? (
        <Button type="submit" variant="default">
          {t('ask')}
        </Button>
      ) : null}
    </form>
  );
}
