import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useText } from '../../../../components/text/language.ts';
import { isLoopback } from '../../../../storage/index.ts';
import { useAnnounce } from '../../../shared/announce.tsx';
import { useConnection } from '../../../shared/connection.tsx';
import { settingQuery } from '../../../shared/setting-editor/use-setting.ts';
import { useFocusBack } from '../../../shared/use-focus-back.ts';
import { ContentFields, MetadataFields, TagFields } from './content-fields.tsx';
import { LockFields } from './lock-fields.tsx';
import { keyTravels, lockState } from './lock-state.ts';
import styles from './options.module.css';
import { draftProblems, emptyDraft, isUsable, type OptionsDraft, toWriteOptions } from './options-draft.ts';
import { StorageFields } from './storage-fields.tsx';
import { setUploadOptions, uploadOptionsOf } from './upload-options.ts';

interface OptionsDialogProps {
  bucket: string;
  /** They are set; the files are to be chosen now. */
  onChoose: () => void;
  onClose: () => void;
}

/** What goes with the files that will be uploaded here. Nothing is sent by it. */
export function OptionsDialog({ bucket, onChoose, onClose }: OptionsDialogProps) {
  const t = useText('uploadOptions');
  useFocusBack();
  const announce = useAnnounce();
  const connection = useConnection();
  const place = { connectionId: connection.connectionId, bucket };
  const [before] = useState(() => uploadOptionsOf(place));
  const [draft, setDraft] = useState<OptionsDraft>(before?.draft ?? emptyDraft);
  const [showsAll, setShowsAll] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isPlain = connection.storage.objects.plain === true;
  const lock = useQuery({ ...settingQuery(connection, bucket, 'object-lock'), enabled: !isPlain });
  const problems = draftProblems(draft, Date.now());
  const fields = {
    draft,
    problems,
    showsAll,
    change: (part: Partial<OptionsDraft>) => setDraft((held) => ({ ...held, ...part })),
  };

  const set = (andChoose: boolean) => {
    if (!isUsable(draftProblems(draft, Date.now()))) {
      setShowsAll(true);
      // What is only missing is marked by the next drawing.
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], input[data-error]')?.focus(),
      );
      return;
    }
    const options = toWriteOptions(draft);
    setUploadOptions(place, options && { draft, options });
    announce(options ? t('announceSet', { bucket }) : t('announceCleared'), 'heard');
    onClose();
    if (andChoose) onChoose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      returnFocus={false}
      title={t('title')}
      size={640}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        ref={form}
        className={styles.form}
        noValidate
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          set(false);
        }}
      >
        <p className={styles.hint}>{t('about')}</p>
        <ContentFields {...fields} isPlain={isPlain} />
        <MetadataFields {...fields} isPlain={isPlain} />
        {isPlain ? null : (
          <>
            <TagFields {...fields} />
            <StorageFields
              {...fields}
              keyTravels={keyTravels(connection.profile.endpoint, isLoopback)}
              keySetBefore={before?.draft.encryption === 'sse-c' ? before.draft.customerKey : undefined}
            />
            <LockFields {...fields} lock={lockState(lock.data, lock.error)} />
          </>
        )}
        <div className={styles.foot}>
          <Button variant="subtle" color="gray" className={styles.clear} onClick={() => setDraft(emptyDraft)}>
            {t('clear')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" variant="default">
            {t('set')}
          </Button>
          <Button onClick={() => set(true)}>{t('setAndChoose')}</Button>
        </div>
      </form>
    </Modal>
  );
}
