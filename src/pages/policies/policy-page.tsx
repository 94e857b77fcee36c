import { getRouteApi } from '@tanstack/react-router';
import { useText } from '../../components/text/language.ts';
import { BucketPage } from '../shared/bucket-page.tsx';
import { paths } from '../shared/paths.ts';
import { SettingForm } from '../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../shared/setting-editor/setting-view.tsx';
import { ChangeNotice } from './change-notice.tsx';
import styles from './policies.module.css';
import { isWorthNotice, policyChange, problemsToMend, toForm, toValue } from './policy-draft.ts';
import { PolicyViews } from './policy-views.tsx';
import { RefusalNotice } from './refusal-notice.tsx';

const route = getRouteApi(paths.policy.pattern);

export default function PolicyPage() {
  const t = useText('policy');
  const { connectionId, bucket } = route.useParams();
  return (
    <BucketPage connectionId={connectionId} bucket={bucket} title={t('title')}>
      <div className={styles.page}>
        <SettingView bucket={bucket} name="policy" title={t('title')}>
          {(document) => (
            <SettingForm
              bucket={bucket}
              name="policy"
              title={t('title')}
              document={document}
              isWide
              toForm={toForm}
              toValue={(form) => toValue(form, bucket)}
              blockedBy={(form) => {
                const count = problemsToMend(form, bucket);
                return count === 0 ? undefined : t('blocked', { count });
              }}
              noticeOf={(value, before) => {
                const change = policyChange(before, value, bucket);
                return isWorthNotice(change) ? { text: <ChangeNotice change={change} /> } : undefined;
              }}
              explainRefusal={(error, { text }) => (
                <RefusalNotice error={error} text={text} bucket={bucket} />
              )}
            >
              {({ form, change }) => (
                <PolicyViews
                  bucket={bucket}
                  text={form.text}
                  stored={document.value}
                  onChange={(text) => change({ text })}
                />
              )}
            </SettingForm>
          )}
        </SettingView>
      </div>
    </BucketPage>
  );
}
