import { Checkbox } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import styles from './connect-form.module.css';
import { canSeal } from './parse-fields.ts';
import { SecretField } from './text-field.tsx';
import type { ConnectFormState } from './use-connect-form.ts';

/** Whether the secrets outlive this page: not at all, with the tab, or behind a passphrase. */
export function KeepFields({ form }: { form: ConnectFormState }) {
  const t = useText('connect');
  const own = useText('credentials');
  const { fields, change } = form;
  return (
    <div className={styles.keys}>
      <Checkbox
        label={t('keepForTab')}
        description={t('keepForTabSentence')}
        checked={fields.keepForTab}
        onChange={(event) => change({ keepForTab: event.currentTarget.checked })}
      />
      {canSeal(fields) ? (
        <Checkbox
          label={own('seal')}
          description={own('sealSentence')}
          checked={fields.seal}
          onChange={(event) => change({ seal: event.currentTarget.checked })}
        />
      ) : null}
      {canSeal(fields) && fields.seal ? (
        <div className={styles.pair}>
          {(['passphrase', 'passphraseAgain'] as const).map((name) => (
            <SecretField
              key={name}
              form={form}
              name={name}
              label={own(name)}
              reveal={own('revealPassphrase')}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}
