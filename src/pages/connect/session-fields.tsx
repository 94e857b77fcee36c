import { Textarea } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import styles from './connect-form.module.css';
import { Further } from './further.tsx';
import { TextField } from './text-field.tsx';
import type { ConnectFormState } from './use-connect-form.ts';

/** The terms of temporary keys; all of them have a default. */
export function SessionFields({ form }: { form: ConnectFormState }) {
  const t = useText('credentials');
  const { stsEndpoint, sessionName, policy } = form.fields;
  const problem = form.problemOf('stsEndpoint') ?? form.problemOf('sessionName') ?? form.problemOf('policy');
  return (
    <>
      <div className={styles.pair}>
        <TextField
          form={form}
          name="roleArn"
          label={t('roleArn')}
          description={t('roleArnSentence')}
          placeholder={t('roleArnPlaceholder')}
        />
        <TextField
          form={form}
          name="duration"
          label={t('duration')}
          description={t('durationSentence')}
          placeholder="60"
          inputMode="numeric"
        />
      </div>
      <Further
        summary={t('moreSession')}
        startsOpen={`${stsEndpoint}${sessionName}${policy}` !== ''}
        hasProblem={problem !== undefined}
      >
        <TextField
          form={form}
          name="stsEndpoint"
          label={t('stsEndpoint')}
          description={t('stsEndpointSentence')}
          inputMode="url"
        />
        <TextField
          form={form}
          name="sessionName"
          label={t('sessionName')}
          description={t('sessionNameSentence')}
          placeholder="pail"
        />
        <Textarea
          label={t('policy')}
          description={t('policySentence')}
          name="policy"
          value={policy}
          error={form.problemOf('policy')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={3}
          maxRows={10}
          spellCheck={false}
          classNames={{ input: styles.code, description: styles.below }}
          onChange={(event) => form.change({ policy: event.currentTarget.value })}
          onBlur={(event) => form.leave('policy', event)}
        />
      </Further>
    </>
  );
}
