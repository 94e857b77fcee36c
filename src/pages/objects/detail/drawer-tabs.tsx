import { Tabs } from '@mantine/core';
import { IconPlugOff } from '@tabler/icons-react';
import { type ComponentType, type ReactNode, Suspense } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { useText } from '../../../components/text/language.ts';
import { lazyPart } from '../../shared/lazy-part.ts';
import { Loading } from '../../shared/loading.tsx';
import type { ObjectTabProps } from '../../shared/open-object.ts';
import styles from './detail.module.css';
import { type DrawerTab, drawerTabs, isMissing, shownTabs } from './drawer-tab.ts';
import { PropertiesTab } from './properties/properties-tab.tsx';

const TagsTab = lazyPart(
  ['protection', 'settings'],
  async () => (await import('../tags/tags-tab.tsx')).TagsTab,
);
const ProtectionTab = lazyPart(
  ['protection', 'settings'],
  async () => (await import('../lock/protection-tab.tsx')).ProtectionTab,
);
const CodeTab = lazyPart(['code'], async () => (await import('../code/code-tab.tsx')).CodeTab);

/** Also what is left of an object that was deleted. */
export const VersionsTab = lazyPart(
  ['versions'],
  async () => (await import('../versions/versions-tab.tsx')).VersionsTab,
);

interface DrawerTabsProps extends ObjectTabProps {
  preview: ComponentType<ObjectTabProps>;
  tab: DrawerTab;
  onTab: (tab: DrawerTab) => void;
  onEdit: (() => void) | undefined;
}

export function DrawerTabs({ object, preview: Preview, tab, onTab, onEdit }: DrawerTabsProps) {
  const t = useText('detail');
  const panels: Record<DrawerTab, () => ReactNode> = {
    preview: () => <Preview object={object} />,
    properties: () => <PropertiesTab object={object} onEdit={onEdit} onTags={() => onTab('tags')} />,
    tags: () => <TagsTab object={object} />,
    versions: () => <VersionsTab object={object} />,
    protection: () => <ProtectionTab object={object} />,
    code: () => <CodeTab object={object} />,
  };
  const shown = shownTabs(tab, object.storage);
  return (
    <Tabs
      value={tab}
      onChange={(next) => {
        const chosen = drawerTabs.find((id) => id === next);
        if (chosen) onTab(chosen);
      }}
      keepMounted={false}
    >
      <Tabs.List aria-label={t('tabs')} className={styles.tabs}>
        {shown.map((id) => (
          <Tabs.Tab key={id} value={id} className={styles.tab}>
            {t(`tab_${id}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map((id) => (
        <Tabs.Panel key={id} value={id} className={styles.panel}>
          <Suspense fallback={<Loading />}>
            {isMissing(id, object.storage) ? <Missing tab={id} /> : panels[id]()}
          </Suspense>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

/** What the protocol of this connection does not have; `storage` says so by leaving it out. */
function Missing({ tab }: { tab: DrawerTab }) {
  const t = useText('detail');
  return (
    <EmptyState
      icon={<IconPlugOff size={28} />}
      title={t('tabMissing', { tab: t(`tab_${tab}`) })}
      sentence={t('tabMissingSentence')}
    />
  );
}
