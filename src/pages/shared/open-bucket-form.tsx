import { Button, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import styles from './open-bucket-form.module.css';

interface OpenBucketFormProps {
  /** What the service calls it. */
  kind?: 'bucket' | 'namespace';
  onOpen: (bucket: string) => void;
  isOpening?: boolean;
  /** What is wrong with the name that was sent. */
  problem?: string;
}

/** For accounts that may not list buckets: a name, and in. May stand inside another form. */
export function OpenBucketForm({ kind = 'bucket', onOpen, isOpening = false, problem }: OpenBucketFormProps) {
  const t = useText('buckets');
  const label = t(kind === 'bucket' ? 'byNameLabel' : 'namespaceLabel');
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
        {t(kind === 'bucket' ? 'byName' : 'namespaceByName')}
      </h3>
      <div className={styles.row}>
        <TextInput
          className={styles.name}
          aria-label={label}
          placeholder={label}
          value={name}
          error={isMissing ? t(kind === 'bucket' ? 'byNameMissing' : 'namespaceMissing') : problem}
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
