import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { StorageDriver, WantPolicy } from '../../storage/index.ts';
import { FileZone } from '../shared/file-zone/file-zone.tsx';
import { Note } from '../shared/links/note.tsx';
import { MissingVariables } from './missing-variables.tsx';
import { PairRows } from './pair-rows.tsx';
import { prefixOf } from './place.ts';
import { PlaceFields } from './place-fields.tsx';
import { StagedFiles } from './staged-files.tsx';
import { TypedText } from './typed-text.tsx';
import { checkUploads, isUnforeseen } from './upload-check.ts';
import { accompaniment, asksFor, isType, type Places, type UploadDraft, uploadsOf } from './upload-draft.ts';
import styles from './upload-policy.module.css';
import { useExisting } from './use-existing.ts';

/** What is sent, all of it allowed. */
export interface ReadyUploads {
  files: { file: File; key: string }[];
  metadata: Record<string, string>;
  variables: Record<string, string>;
}

interface UploadPanelProps {
  storage: StorageDriver;
  bucket: string;
  places: Places;
  /** Absent while the form has something wrong. */
  policy: WantPolicy | undefined;
  isOver: boolean;
  draft: UploadDraft;
  onChange: (change: Partial<UploadDraft>) => void;
  onUpload: (uploads: ReadyUploads) => void;
}

/** Files or typed text, with what goes along, under one policy. */
export function UploadPanel({
  storage,
  bucket,
  policy,
  places,
  isOver,
  draft,
  onChange,
  onUpload,
}: UploadPanelProps) {
  const t = useText('want');
  const [folders, setFolders] = useState<readonly string[]>([]);
  const dir = asksFor(places, 'dir') ? draft.dir : '/';
  const uploads = uploadsOf(draft, dir);
  const along = accompaniment(draft);
  const vars = along?.variables ?? {};
  const allowed = policy
    ? checkUploads(
        policy,
        uploads.map(({ asked }) => asked),
        { vars, now: new Date() },
      )
    : [];
  const foreseen = isUnforeseen(places) ? [] : allowed.filter(({ refusal }) => refusal === undefined);
  const existing = useExisting(
    storage,
    bucket,
    foreseen.map(({ place }) => place.key),
  );
  const checks = allowed.map((check) => ({ ...check, isThere: existing.has(check.place.key) }));
  const files = uploads.flatMap(({ file, asked }, index) =>
    checks[index] && !checks[index].refusal ? [{ file, key: `${prefixOf(asked.dir)}${asked.name}` }] : [],
  );
  const canSend =
    along !== undefined && files.length > 0 && (draft.kind === 'files' || isType(draft.textType));
  if (policy?.returnUrl !== undefined) return <Note tone="warning">{t('returnUrlHere')}</Note>;
  return (
    <div className={styles.panel}>
      {policy ? null : <Note tone="warning">{t('policyFirst')}</Note>}
      {policy && isOver ? <Note tone="danger">{t('over')}</Note> : null}
      <SegmentedControl
        size="xs"
        className={styles.kind}
        aria-label={t('what')}
        value={draft.kind}
        data={(['files', 'text'] as const).map((value) => ({ value, label: t(`kind_${value}`) }))}
        onChange={(value) => onChange({ kind: value === 'text' ? 'text' : 'files' })}
      />
      {draft.kind === 'files' ? (
        <>
          <FileZone
            compact
            words={{ label: t('chooseFiles'), sentence: t('dropFiles'), choose: t('chooseFiles') }}
            disabled={policy === undefined || isOver}
            onFiles={(added, dropped) => {
              setFolders(dropped);
              onChange({ files: [...draft.files, ...added], rename: undefined });
            }}
          />
          {folders.length > 0 ? (
            <p role="alert" className={styles.error}>
              {t('foldersLeftOut', { count: folders.length, names: folders.join(', ') })}
            </p>
          ) : null}
          <StagedFiles
            uploads={uploads}
            checks={checks}
            policy={policy}
            onRemove={(index) =>
              onChange({ files: draft.files.filter((_, at) => at !== index), rename: undefined })
            }
          />
        </>
      ) : (
        <TypedText
          draft={draft}
          size={uploads[0]?.file.size ?? 0}
          check={checks[0]}
          policy={policy}
          onChange={onChange}
        />
      )}
      <PlaceFields places={places} draft={draft} onChange={onChange} />
      <PairRows kind="meta" pairs={draft.meta} onChange={(meta) => onChange({ meta })} />
      <PairRows kind="var" pairs={draft.vars} onChange={(changed) => onChange({ vars: changed })} />
      <MissingVariables
        policy={policy}
        pairs={draft.vars}
        onChange={(changed) => onChange({ vars: changed })}
      />
      <div className={styles.submit}>
        <Button disabled={!canSend} onClick={() => along && onUpload({ files, ...along })}>
          {draft.kind === 'text' ? t('uploadText') : t('uploadFiles', { count: files.length })}
        </Button>
        {draft.kind === 'files' && uploads.length > files.length && policy ? (
          <span className={styles.dim}>{t('notSent', { count: uploads.length - files.length })}</span>
        ) : null}
      </div>
    </div>
  );
}
