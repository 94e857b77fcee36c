import { SegmentedControl } from '@mantine/core';
import { useText } from '../../components/text/language.ts';
import styles from './connect-form.module.css';
import { TextField } from './text-field.tsx';
import type { ConnectFormState } from './use-connect-form.ts';

/** Which server, and how its buckets are addressed. */
export function ServerFields({ form }: { form: ConnectFormState }) {
  const t = useText('connect');
  const { fields, change } = form;
  const host = fields.endpoint.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/, '') || 's3.example.com';
  const example = fields.addressing === 'path' ? 'addressingPathExample' : 'addressingVirtualHostExample';
  return (
    <>
      <TextField
        form={form}
        name="endpoint"
        label={t('endpoint')}
        placeholder={t('endpointPlaceholder')}
        inputMode="url"
        required
      />
      <div className={styles.pair}>
        <TextField form={form} name="name" label={t('name')} placeholder={t('namePlaceholder')} />
        <TextField form={form} name="region" label={t('region')} placeholder="us-east-1" />
      </div>
      <div>
        <span id="addressing" className={styles.label}>
          {t('addressing')}
        </span>
        <div className={styles.addressing}>
          <SegmentedControl
            size="sm"
            aria-labelledby="addressing"
            value={fields.addressing}
            onChange={(addressing) => change({ addressing })}
            data={[
              { value: 'path', label: t('addressingPath') },
              { value: 'virtual-host', label: t('addressingVirtualHost') },
            ]}
          />
          <code className={styles.example}>{t(example, { host })}</code>
        </div>
      </div>
    </>
  );
}
