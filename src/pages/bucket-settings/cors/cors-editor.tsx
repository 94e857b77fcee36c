import { Button, Skeleton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../../components/text/language.ts';
import { useConnection } from '../../shared/connection.tsx';
import { consoleMethods, exposedHeaders } from '../../shared/console-cors.ts';
import { identityQuery } from '../../shared/server-identity.ts';
import { KeptXml } from '../../shared/setting-editor/kept-xml.tsx';
import { type FormFields, SettingForm } from '../../shared/setting-editor/setting-form.tsx';
import { SettingView } from '../../shared/setting-editor/setting-view.tsx';
import { UnavailableNote } from '../../shared/setting-editor/unavailable.tsx';
import type { EditorProps } from '../bucket-setting.ts';
import styles from '../editor.module.css';
import {
  type CorsForm as CorsDraft,
  emptyRule,
  isCorsFixed,
  letsIn,
  mostRules,
  toForm,
  toValue,
} from './cors-form.ts';
import { CorsRuleFields } from './cors-rule-fields.tsx';

export function CorsEditor({ bucket, title }: EditorProps) {
  const t = useText('settings');
  const identity = useQuery(identityQuery(useConnection()));
  return (
    <>
      <p className={styles.about}>{t('corsAbout')}</p>
      {identity.isPending ? (
        <Skeleton height={120} radius={4} />
      ) : isCorsFixed(identity.data?.software ?? '') ? (
        <UnavailableNote title={t('corsFixedTitle')} sentence={t('corsFixedSentence')}>
          {t('corsFixedReason')} <code>501 NotImplemented</code>
        </UnavailableNote>
      ) : (
        <CorsForm bucket={bucket} title={title} />
      )}
    </>
  );
}

function CorsForm({ bucket, title }: EditorProps) {
  const t = useText('settings');
  const { origin } = window.location;
  return (
    <SettingView bucket={bucket} name="cors" title={title}>
      {(document) => (
        <SettingForm
          bucket={bucket}
          name="cors"
          title={title}
          document={document}
          toForm={toForm}
          toValue={toValue}
          noticeOf={(value) =>
            letsIn(value?.rules ?? [], origin, consoleMethods)
              ? undefined
              : { text: t('corsNotice_lockedOut', { origin }) }
          }
        >
          {(fields) => (
            <>
              <Rules {...fields} />
              <KeptXml kept={document.value?.kept ?? []} />
            </>
          )}
        </SettingForm>
      )}
    </SettingView>
  );
}

function Rules({ form: { rules }, change, showsAll }: FormFields<CorsDraft>) {
  const t = useText('settings');
  const isFull = rules.length >= mostRules;
  const add = (rule: CorsDraft['rules'][number]) => change({ rules: [...rules, rule] });
  const moved = (from: number, to: number) => {
    const order = rules.filter((_, at) => at !== from);
    const rule = rules[from];
    return rule === undefined ? rules : order.toSpliced(to, 0, rule);
  };
  return (
    <div className={styles.group}>
      {rules.length === 0 ? <p className={styles.none}>{t('corsNone')}</p> : null}
      {rules.map((rule, index) => (
        <CorsRuleFields
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place, and no state
          key={index}
          rule={rule}
          number={index + 1}
          count={rules.length}
          showsAll={showsAll}
          onChange={(part) =>
            change({ rules: rules.map((other, at) => (at === index ? { ...other, ...part } : other)) })
          }
          onMove={(by) => change({ rules: moved(index, index + by) })}
          onRemove={() => change({ rules: rules.filter((_, at) => at !== index) })}
        />
      ))}
      <div className={styles.tools}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={isFull}
          onClick={() => add(emptyRule)}
        >
          {t('corsAdd')}
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={isFull}
          onClick={() =>
            add({
              ...emptyRule,
              origins: window.location.origin,
              methods: [...consoleMethods],
              exposedHeaders: exposedHeaders.join('\n'),
              maxAge: '3600',
            })
          }
        >
          {t('corsAddForPail')}
        </Button>
      </div>
    </div>
  );
}
