import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useText } from '../../components/text/language.ts';
import { BucketPage } from '../shared/bucket-page.tsx';
import { useConnection } from '../shared/connection.tsx';
import { paths } from '../shared/paths.ts';
import { SettingForm } from '../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../shared/setting-editor/setting-view.tsx';
import styles from './notifications.module.css';
import { RulesEditor } from './rules-editor.tsx';
import { targetsQuery } from './targets-query.ts';
import { UnknownTargets } from './unknown-targets.tsx';

const route = getRouteApi(paths.notifications.pattern);

export default function NotificationsPage() {
  const t = useText('notifications');
  const { connectionId, bucket } = route.useParams();
  const targets = useQuery(targetsQuery(useConnection()));
  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={t('title')}>
      <p className={styles.intro}>{t('intro')}</p>
      <SettingView bucket={bucket} name="notification" title={t('title')}>
        {(document) => (
          <SettingForm
            key={bucket}
            bucket={bucket}
            name="notification"
            title={t('title')}
            document={document}
            toForm={(value) => ({ rules: value?.rules ?? [] })}
            toValue={({ rules }, before) => ({ rules, kept: before?.kept ?? [] })}
            isWide
            explainRefusal={(error, { rules }) => (
              <UnknownTargets error={error} rules={rules} targets={targets.data} />
            )}
            noticeOf={(value, before) => {
              if (value !== undefined) return undefined;
              const text = t('removeAllNotice', { bucket, count: before?.rules.length ?? 0 });
              return {
                text: (
                  <>
                    <p>{text}</p>
                    {before && before.kept.length > 0 ? <p>{t('removeAllKept')}</p> : null}
                  </>
                ),
              };
            }}
          >
            {({ form, change }) => (
              <RulesEditor
                rules={form.rules}
                kept={document.value?.kept ?? []}
                targets={targets.data}
                onChange={(rules) => change({ rules })}
              />
            )}
          </SettingForm>
        )}
      </SettingView>
    </BucketPage>
  );
}
