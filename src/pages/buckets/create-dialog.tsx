import { Autocomplete, Button, Checkbox, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { StorageError } from '../../storage/index.ts';
import { ErrorView } from '../shared/error-view.tsx';
import { CreatedPlainView } from './created-plain-view.tsx';
import styles from './dialogs.module.css';
import { useCreateBucket } from './mutations.ts';
import { nameFeedback } from './name-feedback.ts';
import { NameField } from './name-field.tsx';
import { suggestedRegions } from './regions.ts';

interface CreateDialogProps {
  onClose: () => void;
  onCreated: (name: string) => void;
}

const aboutTheName = ['bucket-exists', 'bucket-owned-by-you', 'invalid-bucket-name'] as const;

/** The rules of a name are told while it is typed, the broken one by name, and whether it is free. */
export function CreateDialog({ onClose, onCreated }: CreateDialogProps) {
  const t = useText('buckets');
  const shell = useText('shell');
  const errors = useText('errors');
  const [name, setName] = useState('');
  const [region, setRegion] = useState('');
  const [objectLock, setObjectLock] = useState(false);
  const [versioning, setVersioning] = useState(false);
  const [asked, setAsked] = useState(false);
  const [versioningError, setVersioningError] = useState<unknown>();
  const { mutate, isPending, error, reset } = useCreateBucket();
  const refusal =
    error instanceof StorageError ? aboutTheName.find((code) => code === error.code) : undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (nameFeedback(name).tone !== 'none' || isPending) return;
    mutate(
      { name, region: region.trim() || undefined, objectLock, versioning },
      {
        onSuccess: (made) => {
          if (made.versioningError === undefined) onCreated(name);
          else setVersioningError(made.versioningError);
        },
      },
    );
  };

  return (
    <Modal
      opened
      onClose={versioningError === undefined ? onClose : () => onCreated(name)}
      title={versioningError === undefined ? t('create') : t('madeTitle', { name })}
      size={480}
      closeButtonProps={{ 'aria-label': shell('close') }}
    >
      {versioningError === undefined ? (
        <form className={styles.form} onSubmit={submit} noValidate>
          <NameField
            name={name}
            asked={asked}
            refusal={refusal && errors(`${refusal}_sentence`)}
            onChange={(typed) => {
              setName(typed);
              setAsked(false);
              reset();
            }}
          />
          <Autocomplete
            label={t('newRegion')}
            description={t('newRegionSentence')}
            data={[...suggestedRegions]}
            value={region}
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            maxDropdownHeight={220}
            comboboxProps={{ withinPortal: true }}
            onChange={(typed) => {
              setRegion(typed);
              reset();
            }}
          />
          <Checkbox
            label={t('newVersioning')}
            description={t(objectLock ? 'newVersioningByLock' : 'newVersioningSentence')}
            checked={versioning || objectLock}
            disabled={objectLock}
            onChange={(event) => setVersioning(event.currentTarget.checked)}
          />
          <Checkbox
            label={t('newLock')}
            description={t('newLockSentence')}
            checked={objectLock}
            onChange={(event) => {
              setObjectLock(event.currentTarget.checked);
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
      ) : (
        <CreatedPlainView
          bucket={name}
          error={versioningError}
          onDone={() => onCreated(name)}
          onError={setVersioningError}
        />
      )}
    </Modal>
  );
}
