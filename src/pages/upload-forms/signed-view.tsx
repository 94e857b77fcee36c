import { Button, Tabs } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useText } from '../../components/text/language.ts';
import { type FormTerms, signedForm, type UploadForm } from '../../storage/index.ts';
import { dropLink, hasSession } from '../shared/drop-link/drop-link.ts';
import { CopyBox } from '../shared/links/copy-box.tsx';
import { EndNote } from '../shared/links/end-note.tsx';
import { Note } from '../shared/links/note.tsx';
import { QrToggle } from '../shared/links/qr-toggle.tsx';
import { ReachNote } from '../shared/links/reach-note.tsx';
import { FieldsTable } from './fields-table.tsx';
import { formCurl, formHtml, printedForm } from './printed-form.ts';
import styles from './upload-forms.module.css';

export interface Signed {
  form: UploadForm;
  terms: FormTerms;
  sessionEndsAt: Date | undefined;
}

/** The form as a link to the drop page, as fields, for curl and as a page. */
export function SignedView({ signed, isStale }: { signed: Signed; isStale: boolean }) {
  const t = useText('forms');
  const { form, terms, sessionEndsAt } = signed;
  const link = dropLink(window.location.href, signedForm(form), sessionEndsAt);
  const printed = printedForm(form.url, form.fields, terms);
  const hosts = new Set([new URL(link).hostname, new URL(form.url).hostname]);
  return (
    <div className={styles.signed} data-stale={isStale || undefined}>
      {isStale ? <Note tone="warning">{t('stale')}</Note> : null}
      <EndNote expiresAt={form.expiresAt} credentialsExpireAt={sessionEndsAt} bySession={hasSession(terms)} />
      {[...hosts].map((host) => (
        <ReachNote key={host} url={`http://${host}/`} />
      ))}
      <Tabs defaultValue="link" keepMounted={false}>
        <Tabs.List aria-label={t('signedForm')}>
          <Tabs.Tab value="link">{t('tab_link')}</Tabs.Tab>
          <Tabs.Tab value="curl">{t('tab_curl')}</Tabs.Tab>
          <Tabs.Tab value="html">{t('tab_html')}</Tabs.Tab>
          <Tabs.Tab value="fields">{t('tab_fields')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="link" className={styles.panel}>
          <p className={styles.dim}>{t('linkAbout')}</p>
          <CopyBox
            label={t('dropLink')}
            copyLabel={t('copyDropLink')}
            value={link}
            testId="drop-link"
            rows={5}
          />
          <QrToggle
            value={link}
            label={t('qrOfDrop')}
            beside={
              <Button
                component="a"
                href={link}
                target="_blank"
                rel="noreferrer"
                variant="default"
                size="xs"
                leftSection={<IconExternalLink size={16} aria-hidden />}
              >
                {t('openDrop')}
              </Button>
            }
          />
          <Note>{t('corsAbout', { origin: window.location.origin })}</Note>
        </Tabs.Panel>
        <Tabs.Panel value="curl" className={styles.panel}>
          <p className={styles.dim}>{t('curlAbout')}</p>
          <CopyBox
            label="curl"
            copyLabel={t('copyCurl')}
            value={formCurl(printed)}
            testId="form-curl"
            rows={14}
            keepLines
          />
        </Tabs.Panel>
        <Tabs.Panel value="html" className={styles.panel}>
          <p className={styles.dim}>{t('htmlAbout')}</p>
          <CopyBox
            label="HTML"
            copyLabel={t('copyHtml')}
            value={formHtml(printed, terms)}
            testId="form-html"
            rows={14}
            keepLines
          />
        </Tabs.Panel>
        <Tabs.Panel value="fields" className={styles.panel}>
          <FieldsTable form={form} fields={printed.fields} contentType={terms.contentType} />
        </Tabs.Panel>
      </Tabs>
      <p className={styles.dim}>{t('holder')}</p>
    </div>
  );
}
