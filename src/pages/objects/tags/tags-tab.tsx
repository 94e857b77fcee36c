import { Button, Skeleton } from '@mantine/core';
import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { StorageError, type Tag } from '../../../storage/index.ts';
import type { ObjectTabProps } from '../../shared/open-object.ts';
import { QueryView } from '../../shared/query-view.tsx';
import { Refused } from '../../shared/setting-editor/refused.tsx';
import { Unavailable } from '../../shared/setting-editor/unavailable.tsx';
import { TagRows } from './tag-rows.tsx';
import styles from './tags.module.css';
import { useTags } from './use-tags.ts';

/** The tags of the object, or of the version that is open: typed where they stand. */
export function TagsTab({ object }: ObjectTabProps) {
  const t = useText('protection');
  const { query, rows, isChanged, canSave, isSaving, theirs, error, change, save, saveOver, discard } =
    useTags(object);
  if (!query.data && query.error instanceof StorageError && query.error.code === 'not-supported') {
    return (
      <div className={styles.tab}>
        <Unavailable title={t('tagsTitle')} error={query.error} request="GET ?tagging" />
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      <p className={styles.about}>
        {t('tagsAbout')} {object.versionId === undefined ? '' : t('tagsOfVersion')}
      </p>
      <QueryView query={query} skeleton={<TagsSkeleton />} isEmpty={() => false}>
        {() => (
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (canSave) save();
            }}
          >
            {rows.length === 0 ? <p className={styles.none}>{t('tagsNone')}</p> : null}
            <TagRows rows={rows} label={t('tagsTitle')} onChange={change} />
            {error ? <Refused error={error} /> : null}
            {theirs ? (
              <Changed theirs={theirs} isBusy={isSaving} onKeep={discard} onSaveOver={saveOver} />
            ) : null}
            {isChanged && !theirs ? (
              <div className={styles.actions}>
                <Button variant="default" onClick={discard}>
                  {t('tagsUndo')}
                </Button>
                <Button type="submit" disabled={!canSave} loading={isSaving}>
                  {t('tagsSave')}
                </Button>
              </div>
            ) : null}
          </form>
        )}
      </QueryView>
    </div>
  );
}

interface ChangedProps {
  theirs: readonly Tag[];
  isBusy: boolean;
  onKeep: () => void;
  onSaveOver: () => void;
}

/** Somebody else was faster: theirs stay, or are replaced by who has seen them. */
function Changed({ theirs, isBusy, onKeep, onSaveOver }: ChangedProps) {
  const t = useText('protection');
  return (
    <section role="alert" className={styles.changed}>
      <p>{t('tagsChanged')}</p>
      <ul className={styles.theirs}>
        {theirs.length === 0 ? <li>{t('tagsNoneNow')}</li> : null}
        {theirs.map(({ key, value }) => (
          <li key={key}>
            <KeyText value={`${key}=${value}`} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Button variant="default" size="xs" onClick={onKeep}>
          {t('tagsKeepTheirs')}
        </Button>
        <Button color="red" size="xs" loading={isBusy} onClick={onSaveOver}>
          {t('tagsSaveOver')}
        </Button>
      </div>
    </section>
  );
}

function TagsSkeleton() {
  const t = useText('protection');
  return (
    <div role="status" aria-label={t('tagsLoading')}>
      <Skeleton height={34} radius={4} mb={6} />
      <Skeleton height={34} radius={4} mb={12} />
      <Skeleton height={30} width={110} radius={4} />
    </div>
  );
}
