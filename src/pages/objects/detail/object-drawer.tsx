import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ComponentType, Suspense } from 'react';
import { useText } from '../../../components/text/language.ts';
import type { ObjectEntry, ObjectHead, StorageDriver } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import { Loading } from '../../shared/loading.tsx';
import type { ObjectTabProps } from '../../shared/open-object.ts';
import styles from './detail.module.css';
import { DrawerActions } from './drawer-actions.tsx';
import { DrawerHead } from './drawer-head.tsx';
import { type DrawerTab, drawerWidth, tabOf } from './drawer-tab.ts';
import { DrawerTabs } from './drawer-tabs.tsx';
import { FailureView } from './failure-view.tsx';
import { headFailure, replacesWhatWasRead } from './head-failure.ts';
import { actReason, type ObjectAct } from './object-acts.ts';
import { useFocusAfterDialog } from './use-focus-after-dialog.ts';
import { useObjectHead } from './use-object-head.ts';

/** As a row of the list names it; `versionId` where it is not the current one. */
type ActedEntry = ObjectEntry & { versionId?: string };

export interface ObjectDrawerProps {
  storage: StorageDriver;
  bucket: string;
  objectKey: string;
  versionId: string | undefined;
  tab: string | undefined;
  preview: ComponentType<ObjectTabProps>;
  /** A dialog is open over it, which has the keyboard. */
  covered: boolean;
  onTab: (tab: DrawerTab) => void;
  onAct: (act: ObjectAct, entry: ActedEntry, head: ObjectHead) => void;
  onClose: () => void;
}

/** One object, by its own address: it need not be among the rows that are loaded. */
export function ObjectDrawer(props: ObjectDrawerProps) {
  const { bucket, objectKey, versionId, covered, onClose } = props;
  const tab = tabOf(props.tab);
  const narrow = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false }) ?? false;
  const { content, onActing } = useFocusAfterDialog(covered);
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={drawerWidth(tab, narrow)}
      closeOnEscape={!covered}
      transitionProps={{ duration: 100 }}
    >
      <Drawer.Overlay backgroundOpacity={0.2} />
      <Drawer.Content ref={content}>
        <Drawer.Body className={styles.body}>
          <DrawerHead bucket={bucket} objectKey={objectKey} versionId={versionId} />
          <Content {...props} tab={tab} narrow={narrow} onActing={onActing} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

interface ContentProps extends Omit<ObjectDrawerProps, 'tab'> {
  tab: DrawerTab;
  narrow: boolean;
  /** Before what may open a dialog. */
  onActing: () => void;
}

function Content(props: ContentProps) {
  const { storage, bucket, objectKey: key, versionId, tab, narrow, preview, onTab, onAct, onActing } = props;
  const t = useText('detail');
  const { query, customerKey } = useObjectHead(storage, { bucket, key, versionId }, props.covered);
  const { data: head, error } = query;
  const retry = () => void query.refetch();
  const address = { storage, bucket, key, versionId, customerKey };
  const failure = error ? headFailure(error, versionId, storage.objects.plain) : undefined;
  if (failure && (head === undefined || replacesWhatWasRead(failure))) {
    return (
      <FailureView
        object={address}
        failure={failure}
        error={error}
        showVersions={tab === 'versions'}
        onVersions={() => onTab('versions')}
        onRetry={retry}
      />
    );
  }
  if (head === undefined) return <div role="status" aria-label={t('loading')} className={styles.skeleton} />;
  const object = { ...address, head };
  const act = (kind: ObjectAct) => {
    onActing();
    onAct(kind, entryOf(head, versionId), head);
  };
  return (
    <>
      {error ? <ErrorView error={error} onRetry={retry} /> : null}
      <DrawerActions object={object} narrow={narrow} onAct={act} />
      <Suspense fallback={<Loading />}>
        <DrawerTabs
          object={object}
          preview={preview}
          tab={tab}
          onTab={onTab}
          onEdit={!storage.objects.copy || actReason('edit', object) ? undefined : () => act('edit')}
        />
      </Suspense>
    </>
  );
}

const entryOf = (head: ObjectHead, versionId: string | undefined): ActedEntry => ({
  key: head.key,
  size: head.size,
  etag: head.etag,
  lastModified: head.lastModified ?? new Date(0),
  storageClass: head.storageClass,
  ...(versionId !== undefined && { versionId }),
});
