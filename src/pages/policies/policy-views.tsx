import { Button, Skeleton, Tabs } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import { type Span, statementSpan } from '../../storage/index.ts';
import { AccessView } from './access-view.tsx';
import { GrantsView } from './grants-view.tsx';
import styles from './policies.module.css';
import { draftOf, parseDraft } from './policy-draft.ts';
import { Verdict } from './verdict.tsx';

// The editor is most of the page's weight, and many never open it.
const JsonView = lazy(async () => ({ default: (await import('./json-view.tsx')).JsonView }));

interface PolicyViewsProps {
  bucket: string;
  /** The draft, which all views share. */
  text: string;
  /** The policy on the server. */
  stored: string | undefined;
  onChange: (text: string) => void;
}

const views = ['grants', 'json', 'access'] as const;
type View = (typeof views)[number];
const titles = { grants: 'viewGrants', json: 'viewJson', access: 'viewAccess' } as const;

export function PolicyViews({ bucket, text, stored, onChange }: PolicyViewsProps) {
  const t = useText('policy');
  const { policy, problems } = useMemo(() => parseDraft(text, bucket), [text, bucket]);
  const before = useMemo(() => parseDraft(stored ?? '', bucket).policy, [stored, bucket]);
  const [{ view, shown }, setShown] = useState<{ view: View; shown?: Span }>(() => ({
    view: policy === undefined ? 'json' : 'grants',
  }));
  const show = (next: View) => setShown({ view: next });
  const showStatement = (index: number) => setShown({ view: 'json', shown: statementSpan(text, index) });
  const unreadable = (
    <div className={styles.unreadable}>
      <p>{t('unreadable')}</p>
      <Button variant="default" size="xs" onClick={() => show('json')}>
        {t('toProblems')}
      </Button>
    </div>
  );

  return (
    <div className={styles.views}>
      <Verdict policy={policy} stored={before} onStatement={showStatement} />
      <Tabs
        value={view}
        onChange={(next) => show(views.find((each) => each === next) ?? 'grants')}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('views')}>
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(titles[each])}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="grants">
          {policy ? (
            <GrantsView
              bucket={bucket}
              policy={policy}
              stored={before}
              onChange={(changed) => onChange(changed === policy ? text : draftOf(changed))}
              onShowAll={() => show('access')}
            />
          ) : (
            unreadable
          )}
        </Tabs.Panel>
        <Tabs.Panel value="json">
          <Suspense fallback={<Skeleton height={260} radius={4} mt={16} />}>
            <JsonView bucket={bucket} text={text} problems={problems} shown={shown} onChange={onChange} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="access">
          {policy ? <AccessView bucket={bucket} policy={policy} onStatement={showStatement} /> : unreadable}
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
