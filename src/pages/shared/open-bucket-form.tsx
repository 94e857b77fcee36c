import { Button, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import styles from './open-bucket-form.module.css';

interface OpenBucketFormProps {
  onOpen: (bucket: string) => void;
  isOpening?: boolean;
  /** What is wrong with the name that was sent. */
  problem?: string;
}

/** For accounts that may not list buckets: a name, and in. May stand inside another form. */
export function OpenBucketForm({ onOpen, isOpening = false, problem }: OpenBucketFormProps) {
  const t = useText('buckets');
  const id = useId();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const open = () => {
    const wanted = name.trim();
    setMissing(wanted === '');
    if (wanted !== '') onOpen(wanted);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in a form everywhere
    <div role="group" aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {t('byName')}
      </h3>
      <div className={styles.row}>
        <TextInput
          className={styles.name}
          aria-label={t('byNameLabel')}
          placeholder={t('byNameLabel')}
          value={name}
          error={isMissing ? t('byNameMissing') : problem}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => {
            setName(event.currentTarget.value);
            setMissing(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            open();
          }}
        />
        <Button variant="default" loading={isOpening} onClick={open}>
          {t('byNameOpen')}
        </Button>
      </div>
    </div>
  );
}
