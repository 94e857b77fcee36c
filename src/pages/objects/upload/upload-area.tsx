import { type ReactNode, type RefObject, useCallback } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { collectChosen, collectDropped } from './collect-files.ts';
import { DropBanner } from './drop-banner.tsx';
import styles from './upload.module.css';
import { UploadDialog } from './upload-dialog.tsx';
import { UploadFields, type UploadFieldsHandle } from './upload-fields.tsx';
import type { UploadPlan } from './upload-plan.ts';
import { UploadStrip } from './upload-strip.tsx';
import { useDrop } from './use-drop.ts';
import { useUpload } from './use-upload.ts';

interface UploadAreaProps {
  storage: StorageDriver;
  bucket: string;
  prefix: string;
  fields: RefObject<UploadFieldsHandle | null>;
  /** `dropFolder`: the folder that files are being dragged over. */
  children: (dropFolder: string | undefined) => ReactNode;
}

/** The page takes files: dropped anywhere on it, on a folder's row, or chosen by the fields. */
export function UploadArea({ storage, bucket, prefix, fields, children }: UploadAreaProps) {
  const t = useText('objects');
  const announce = useAnnounce();
  const onQueued = useCallback(
    (count: number, plan: UploadPlan) => {
      const folders = plan.emptyFolders.length;
      announce(folders === 0 ? t('queued', { count }) : t('queuedWithoutEmpty', { count, folders }));
    },
    [announce, t],
  );
  const { step, start, queue, cancel } = useUpload({ storage, bucket, onQueued });
  const { dragging, handlers } = useDrop({
    onDrop: (folder, dropped) => start(folder ?? prefix, (options) => collectDropped(dropped, options)),
  });
  return (
    <div className={styles.area} {...handlers}>
      {children(dragging?.over === 'folder' ? dragging.prefix : undefined)}
      {dragging ? <DropBanner dragging={dragging} bucket={bucket} prefix={prefix} /> : null}
      <UploadStrip step={step} onCancel={cancel} />
      <UploadDialog step={step} onQueue={queue} onCancel={cancel} />
      <UploadFields ref={fields} onChosen={(files) => start(prefix, async () => collectChosen(files))} />
    </div>
  );
}
