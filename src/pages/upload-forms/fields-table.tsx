import { CopyButton } from '../../components/copy-button.tsx';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import type { FormTerms, UploadForm } from '../../storage/index.ts';
import { Fold } from '../shared/links/fold.tsx';
import styles from './upload-forms.module.css';

interface FieldsTableProps {
  form: UploadForm;
  fields: readonly [name: string, value: string][];
  contentType: FormTerms['contentType'];
}

/** Every field as it is sent, and the policy as it was signed. */
export function FieldsTable({ form, fields, contentType }: FieldsTableProps) {
  const t = useText('forms');
  return (
    <>
      <p className={styles.dim}>
        {t('fieldsAbout')} <KeyText value={form.url} />
      </p>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('tab_fields')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('value')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {name === 'Content-Type' && contentType && 'prefix' in contentType ? (
                  <span className={styles.example}>{t('example')}</span>
                ) : null}
              </th>
              <td>
                <div className={styles.cell}>
                  <span className={styles.code}>
                    <KeyText value={value} />
                  </span>
                  <CopyButton value={value} label={t('copyField', { name })} />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Fold summary={t('policy')} mustOpen={false}>
        <pre className={styles.policy}>{policyText(form)}</pre>
      </Fold>
    </>
  );
}

/** For reading: what was signed is the base64 of it, to the letter. */
function policyText({ fields }: UploadForm): string {
  const bytes = Uint8Array.from(atob(fields.Policy ?? ''), (sign) => sign.charCodeAt(0));
  return JSON.stringify(JSON.parse(new TextDecoder().decode(bytes)), undefined, 2);
}
