import { Autocomplete, Button, Checkbox, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import type { ObjectHead, StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { useConnection } from '../../shared/connection.tsx';
import { identityQuery } from '../../shared/server-identity.ts';
import { settingQuery } from '../../shared/setting-editor/use-setting.ts';
import { ContentFields, MetadataFields } from '../upload/options/content-fields.tsx';
import { draftProblems, isUsable } from '../upload/options/options-draft.ts';
import styles from './copy.module.css';
import { EditRefusal } from './edit-refusal.tsx';
import { changesOf, draftOf } from './metadata-draft.ts';
import { splitKey } from './rename-key.ts';
import { useEdit } from './use-edit.ts';

interface EditMetadataDialogProps {
  storage: StorageDriver;
  bucket: string;
  objectKey: string;
  head: ObjectHead;
  onClose: () => void;
}

/** Names that most servers have; any other can be typed. */
const classes = [
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
];

/** Metadata cannot be changed in place: the server copies the object onto itself, with others. */
export function EditMetadataDialog({ storage, bucket, objectKey, head, onClose }: EditMetadataDialogProps) {
  const t = useText('copying');
  const announce = useAnnounce();
  const connection = useConnection();
  const [draft, setDraft] = useState(() => draftOf(head));
  const [showsAll, setShowsAll] = useState(false);
  const [knowsHidden, setKnowsHidden] = useState(false);
  const edit = useEdit(storage, bucket, objectKey, head);
  const save = useMutation({
    mutationFn: edit,
    onSuccess: (verdict) => {
      if (verdict.kind !== 'done') return;
      announce(t('saved', { name: splitKey(objectKey).name }));
      onClose();
    },
  });
  const { data: versioning } = useQuery({ ...settingQuery(connection, bucket, 'versioning'), retry: false });
  const identity = useQuery(identityQuery(connection));
  const hides = !identity.isPending && !identity.data?.seesAllHeaders;
  const problems = draftProblems(draft, Date.now());
  const usable = isUsable(problems);
  const changes = usable ? changesOf(draft, head) : undefined;
  const canSave = changes !== undefined && !identity.isPending && (!hides || knowsHidden);
  const change = (part: Partial<typeof draft>) => {
    setDraft({ ...draft, ...part });
    save.reset();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('editTitle')}
      size={640}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (changes && canSave && !save.isPending) save.mutate(changes);
          else setShowsAll(true);
        }}
      >
        <p className={styles.key}>
          <KeyText value={objectKey} />
        </p>
        <ContentFields draft={draft} problems={problems} showsAll={showsAll} change={change} />
        <MetadataFields draft={draft} problems={problems} showsAll={showsAll} change={change} />
        <Autocomplete
          label={t('storageClass')}
          description={t('storageClassHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={classes}
          value={draft.storageClass}
          error={problems.storageClass ? t('storageClassProblem') : undefined}
          autoComplete="off"
          spellCheck={false}
          comboboxProps={{ position: 'top' }}
          onChange={(storageClass) => change({ storageClass })}
        />
        {hides ? (
          <div>
            <p className={styles.warning}>{t('hidden')}</p>
            <Checkbox
              size="xs"
              mt={6}
              label={t('hiddenKnown')}
              checked={knowsHidden}
              onChange={(event) => setKnowsHidden(event.currentTarget.checked)}
            />
          </div>
        ) : null}
        {head.missingMetadata ? (
          <p className={styles.warning}>{t('missing', { count: head.missingMetadata })}</p>
        ) : null}
        <p className={styles.dim}>
          {t(versioning?.value?.status === 'Enabled' ? 'editVersioned' : 'editNote')}
        </p>
        {save.data && save.data.kind !== 'done' ? <EditRefusal verdict={save.data} /> : null}
        <div className={styles.foot}>
          {usable && !changes ? (
            <span className={styles.unchanged} role="status">
              {t('unchanged')}
            </span>
          ) : null}
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!canSave} loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
