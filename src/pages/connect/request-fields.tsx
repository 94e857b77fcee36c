import { Checkbox } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import styles from './connect-form.module.css';
import { Further } from './further.tsx';
import { TextField } from './text-field.tsx';
import type { ConnectFormState } from './use-connect-form.ts';

/** One bucket for accounts that have no more, and how patient requests are. */
export function RequestFields({ form }: { form: ConnectFormState }) {
  const t = useText('credentials');
  const { protocol, timeout, retries, listVersion } = form.fields;
  const isS3 = protocol === 's3';
  return (
    <div className={styles.keys}>
      {isS3 ? (
        <TextField
          form={form}
          name="bucket"
          label={t('bucket')}
          description={t('bucketSentence')}
          placeholder={t('bucketPlaceholder')}
        />
      ) : null}
      <Further
        summary={t('requests')}
        startsOpen={`${timeout}${retries}` !== '' || listVersion === 1}
        hasProblem={form.problemOf('timeout') !== undefined || form.problemOf('retries') !== undefined}
      >
        <div className={styles.pair}>
          <TextField
            form={form}
            name="timeout"
            label={t('timeout')}
            description={t('timeoutSentence')}
            placeholder="60"
            inputMode="numeric"
          />
          <TextField
            form={form}
            name="retries"
            label={t('retries')}
            description={t('retriesSentence')}
            placeholder="2"
            inputMode="numeric"
          />
        </div>
        {isS3 ? (
          <Checkbox
            label={t('listVersion')}
            description={t('listVersionSentence')}
            checked={listVersion === 1}
            onChange={(event) => form.change({ listVersion: event.currentTarget.checked ? 1 : 2 })}
          />
        ) : null}
        <p className={styles.about}>{t('browserOwn')}</p>
      </Further>
    </div>
  );
}
