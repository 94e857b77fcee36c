import {
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useImperativeHandle,
  useRef,
  useState,
} from 'react';
import { useText } from '../../../components/text/language.ts';
import type { StorageDriver } from '../../../storage/index.ts';
import { useAnnounce } from '../../shared/announce.tsx';
import { lazyPart } from '../../shared/lazy-part.ts';
import { collectChosen, collectDropped } from './collect-files.ts';
import { DropBanner } from './drop-banner.tsx';
import { setUploadOptions } from './options/upload-options.ts';
import { useUploadOptions } from './options/use-upload-options.ts';
import styles from './upload.module.css';
import { UploadDialog } from './upload-dialog.tsx';
import { UploadFields, type UploadFieldsHandle } from './upload-fields.tsx';
import type { UploadPlan } from './upload-plan.ts';
import { UploadStrip } from './upload-strip.tsx';
import { useDrop } from './use-drop.ts';
import { useUpload } from './use-upload.ts';

const OptionsDialog = lazyPart(
  ['uploadOptions'],
  async () => (await import('./options/options-dialog.tsx')).OptionsDialog,
);
const OptionsStrip = lazyPart(
  ['uploadOptions'],
  async () => (await import('./options/options-strip.tsx')).OptionsStrip,
);

export interface UploadHandle extends UploadFieldsHandle {
  openOptions(): void;
}

interface UploadAreaProps {
  storage: StorageDriver;
  bucket: string;
  prefix: string;
  handle: RefObject<UploadHandle | null>;
  /** `dropFolder`: the folder that files are being dragged over. */
  children: (dropFolder: string | undefined) => ReactNode;
}

/** The page takes files: dropped anywhere on it, on a folder's row, or chosen by the fields. */
export function UploadArea({ storage, bucket, prefix, handle, children }: UploadAreaProps) {
  const t = useText('objects');
  const announce = useAnnounce();
  const onQueued = useCallback(
    (count: number, plan: UploadPlan) => {
      const folders = plan.emptyFolders.length;
      announce(folders === 0 ? t('queued', { count }) : t('queuedWithoutEmpty', { count, folders }));
    },
    [announce, t],
  );
  const fields = useRef<UploadFieldsHandle>(null);
  const [isSetting, setSetting] = useState(false);
  useImperativeHandle(handle, () => ({
    chooseFiles: () => fields.current?.chooseFiles(),
    chooseFolder: () => fields.current?.chooseFolder(),
    openOptions: () => setSetting(true),
  }));
  const place = { connectionId: storage.connectionId, bucket };
  const options = useUploadOptions(storage.connectionId, bucket)?.options;
  const { step, start, queue, cancel } = useUpload({ storage, bucket, options, onQueued });
  const { dragging, handlers } = useDrop({
    onDrop: (folder, dropped) => start(folder ?? prefix, (options) => collectDropped(dropped, options)),
  });
  return (
    <div className={styles.area} {...handlers}>
      {children(dragging?.over === 'folder' ? dragging.prefix : undefined)}
      {dragging ? <DropBanner dragging={dragging} bucket={bucket} prefix={prefix} /> : null}
      <UploadStrip step={step} onCancel={cancel} />
      <Suspense>
        {options ? (
          <OptionsStrip
            options={options}
            onChange={() => setSetting(true)}
            onClear={() => setUploadOptions(place, undefined)}
          />
        ) : null}
        {isSetting ? (
          <OptionsDialog
            bucket={bucket}
            onChoose={() => fields.current?.chooseFiles()}
            onClose={() => setSetting(false)}
          />
        ) : null}
      </Suspense>
      <UploadDialog step={step} onQueue={queue} onCancel={cancel} />
      <UploadFields ref={fields} onChosen={(files) => start(prefix, async () => collectChosen(files))} />
    </div>
  );
}
