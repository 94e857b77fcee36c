import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { objectTagLimits, type StorageDriver, StorageError, type Tag } from '../../../storage/index.ts';
import { Unavailable } from '../../shared/setting-editor/unavailable.tsx';
import type { Targets } from '../actions.ts';
import { BatchDialog } from '../batch/batch-dialog.tsx';
import { NotAsked } from '../batch/run-each.ts';
import type { Act } from '../batch/use-batch.ts';
import { TagRows } from './tag-rows.tsx';
import styles from './tags.module.css';
import { changedTags, changeOf, type TagChange, tagModes } from './tags-form.ts';

interface TagsDialogProps {
  storage: StorageDriver;
  bucket: string;
  targets: Targets;
  onClose: () => void;
}

/** The same change to the tags of every chosen object. */
export function TagsDialog(props: TagsDialogProps) {
  const t = useText('protection');
  const { objectTags } = props.storage;
  const unavailable = objectTags ? undefined : (
    <Unavailable title={t('tagsTitle')} error={new StorageError('not-supported')} request="GET ?tagging" />
  );
  const actOf =
    (change: TagChange): Act =>
    async (ref) => {
      if (!objectTags) throw new StorageError('not-supported');
      const isChanged = await objectTags.update(ref, (current) => {
        const tags = changedTags(current, change);
        if (tags.length <= objectTagLimits.tags) return tags;
        throw new NotAsked(t('tagsTooMany', { count: tags.length }));
      });
      return isChanged ? 'changed' : 'unchanged';
    };
  return (
    <BatchDialog {...props} titleOf={(count) => t('tagsOf', { count })} unavailable={unavailable}>
      {(plan, start) => (
        <TagsForm
          count={plan.keys.length}
          onCancel={props.onClose}
          onApply={(change) => start(actOf(change))}
        />
      )}
    </BatchDialog>
  );
}

interface TagsFormProps {
  count: number;
  onCancel: () => void;
  onApply: (change: TagChange) => void;
}

function TagsForm({ count, onCancel, onApply }: TagsFormProps) {
  const t = useText('protection');
  const [mode, setMode] = useState<TagChange['mode']>('merge');
  const [rows, setRows] = useState<Tag[]>([{ key: '', value: '' }]);
  const change = changeOf(mode, rows);
  const clears = change?.mode === 'replace' && change.tags.length === 0;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (change) onApply(change);
      }}
    >
      <Radio.Group label={t('tagsMode')} value={mode} onChange={(next) => setMode(next as TagChange['mode'])}>
        <div className={styles.choices}>
          {tagModes.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`tagsMode_${each}`)}
              description={each === 'replace' ? t('tagsMode_replaceHint') : undefined}
              data-autofocus={each === mode || undefined}
            />
          ))}
        </div>
      </Radio.Group>
      <TagRows
        rows={rows}
        keysOnly={mode === 'remove'}
        label={t(mode === 'remove' ? 'tagsRemoveKeys' : 'tagsSet')}
        onChange={setRows}
      />
      <p className={styles.about}>{t('currentOnly')}</p>
      <div className={styles.actions}>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={change === undefined} color={mode === 'merge' ? undefined : 'red'}>
          {t(clears ? 'tagsClear' : 'tagsApply', { count })}
        </Button>
      </div>
    </form>
  );
}
