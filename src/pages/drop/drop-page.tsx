import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Mark } from '../../components/mark.tsx';
import { Shell } from '../../components/shell.tsx';
import { useText } from '../../components/text/language.ts';
import { readDropLink } from '../shared/drop-link/drop-link.ts';
import { LanguageMenu } from '../shared/frame/language-menu.tsx';
import { ThemeMenu } from '../shared/frame/theme-menu.tsx';
import { PageTitle } from '../shared/page-title.tsx';
import { paths } from '../shared/paths.ts';
import styles from './drop.module.css';
import { DropBroken } from './drop-broken.tsx';
import { DropView } from './drop-view.tsx';

const route = getRouteApi(paths.drop.pattern);

/** For somebody with a link and nothing else: no connection is opened, and nothing that is kept here is looked at. */
export default function DropPage() {
  const t = useText('forms');
  const search: Record<string, unknown> = route.useSearch();
  const read = useMemo(() => readDropLink(search), [search]);
  const bar = (
    <>
      <span className={styles.home}>
        <Mark />
        Pail
      </span>
      <span className={styles.gap} />
      <ThemeMenu />
      <LanguageMenu />
    </>
  );
  return (
    <Shell bar={bar} railAsSheet={false} sheetOpen={false} onSheetClose={() => undefined} tray={null}>
      <PageTitle title={t('dropTitle')} />
      <div className={styles.page}>
        <h1 className={styles.title}>{t('dropTitle')}</h1>
        {'problem' in read ? (
          <DropBroken problem={read.problem} />
        ) : (
          <DropView key={read.form.signature} drop={read} />
        )}
      </div>
    </Shell>
  );
}
