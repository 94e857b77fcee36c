import { Skeleton } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { useText } from '../../components/text/language.ts';
import { BucketPage } from '../shared/bucket-page.tsx';
import { paths } from '../shared/paths.ts';
import styles from './bucket-settings.module.css';
import { bucketSettings } from './registry.ts';
import { SettingsList } from './settings-list.tsx';

const route = getRouteApi(paths.settings.pattern);

/** The list of settings beside the open one; where there is no room for both, one after the other. */
export default function BucketSettingsPage() {
  const t = useText('settings');
  const { connectionId, bucket } = route.useParams();
  const { open } = route.useSearch();
  const setting = bucketSettings.find(({ id }) => id === open) ?? bucketSettings[0];
  const heading = useRef<HTMLHeadingElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const arrived = useRef(false);

  // On a narrow screen the one takes the place of the other, and the focus would be lost with what went.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open decides which of the two is drawn
  useEffect(() => {
    if (!arrived.current) {
      arrived.current = true;
      return;
    }
    const isListHidden = link.current?.offsetParent === null;
    const isEditorHidden = heading.current?.offsetParent === null;
    if (isListHidden) heading.current?.focus();
    else if (isEditorHidden) link.current?.focus();
  }, [open]);

  if (setting === undefined) return null;
  const { Editor } = setting;
  const title = t(setting.titleKey);
  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={t('title')}>
      <div className={styles.columns} data-open={open === undefined ? undefined : true}>
        <SettingsList bucket={bucket} current={setting.id} currentLink={link} />
        <section aria-labelledby="setting-title" className={styles.editor}>
          <Link {...paths.settings.link({ connectionId, bucket })} className={styles.back}>
            <IconChevronLeft size={16} aria-hidden />
            {t('allSettings')}
          </Link>
          <h2 id="setting-title" ref={heading} tabIndex={-1} className={styles.heading}>
            {title}
          </h2>
          <Suspense key={`${bucket}/${setting.id}`} fallback={<Skeleton height={120} radius={4} />}>
            <Editor bucket={bucket} title={title} />
          </Suspense>
        </section>
      </div>
    </BucketPage>
  );
}
