import { Button, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';
import { ErrorView } from '../shared/error-view.tsx';
import styles from './dialogs.module.css';
import { useCreateBucket } from './mutations.ts';
import { nameFeedback } from './name-feedback.ts';

interface CreateDialogProps {
  onClose: () => void;
  onCreated: (name: string) => void;
}

const aboutTheName = ['bucket-exists', 'bucket-owned-by-you', 'invalid-bucket-name'] as const;

/** The rules of a name are told while it is typed, the broken one by name. */
export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const t = useText('buckets');
  const shell = useText('shell');
  const errors = useText('errors');
  const [name, setName] = useState('');
  const [region, setRegion] = useState('');
  const [left, setLeft] = useState(false);
  const { mutate, isPending, error, reset } = useCreateBucket();

  const feedback = nameFeedback(name);
  const refusal =
    error instanceof StorageError ? aboutTheName.find((code) => code === error.code) : undefined;

  const problem = (): string | undefined => {
    if (refusal) return errors(`${refusal}_sentence`);
    if (feedback.tone === 'none' || (feedback.tone === 'later' && !left)) return undefined;
    return t(`problem_${feedback.problem}`);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setLeft(true);
    if (feedback.tone !== 'none' || isPending) return;
    mutate({ name, region: region.trim() || undefined }, { onSuccess: () => onCreated(name) });
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('create')}
      size={440}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('newName')}
          description={t('newNameSentence')}
          value={name}
          error={problem()}
          maxLength={80}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          data-autofocus
          onChange={(event) => {
            setName(event.currentTarget.value);
            reset();
          }}
          onBlur={() => setLeft(name !== '')}
        />
        {feedback.tone === 'none' && name.includes('.') ? (
          <p className={styles.hint}>{t('dotsWarning')}</p>
        ) : null}
        <TextInput
          label={t('newRegion')}
          description={t('newRegionSentence')}
          value={region}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          onChange={(event) => {
            setRegion(event.currentTarget.value);
            reset();
          }}
        />
        {error && !refusal ? <ErrorView error={error} /> : null}
        <div className={styles.actions}>
          <Button variant="default" onClick={onClose}>
            {shell('cancel')}
          </Button>
          <Button type="submit" loading={isPending}>
            {t('create')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
