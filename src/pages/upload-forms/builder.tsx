import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useText } from '../../components/text/language.ts';
import {
  readForm,
  type StorageDriver,
  StorageError,
  signedForm,
  type UploadFormInput,
} from '../../storage/index.ts';
import { useAnnounce } from '../shared/announce.tsx';
import { ErrorView } from '../shared/error-view.tsx';
import { usePublicOrigin } from '../shared/links/public-origin.ts';
import { BuilderFields } from './builder-fields.tsx';
import { emptyFormDraft, type FormDraft, formInput, formProblems } from './form-draft.ts';
import { type Signed, SignedView } from './signed-view.tsx';
import styles from './upload-forms.module.css';

interface BuilderProps {
  connectionId: string;
  endpoint: string;
  bucket: string;
  forms: NonNullable<StorageDriver['uploadForms']>;
  first: Pick<FormDraft, 'keyKind' | 'key'>;
}

/** Conditions on one side, and the form that was signed with them on the other. */
export function Builder({ connectionId, endpoint, bucket, forms, first }: BuilderProps) {
  const t = useText('forms');
  const announce = useAnnounce();
  const { origin, problem } = usePublicOrigin(connectionId);
  const [draft, setDraft] = useState<FormDraft>({ ...emptyFormDraft, ...first });
  const result = useRef<HTMLHeadingElement>(null);
  const input = problem ? undefined : formInput(draft, { bucket, publicOrigin: origin });
  const signing = useMutation({
    mutationFn: (wanted: UploadFormInput) => sign(forms, wanted),
    onSuccess: () => {
      announce(t('signed'));
      // The heading is there with the next frame.
      requestAnimationFrame(() => result.current?.focus());
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (input) signing.mutate(input);
  };
  const isStale =
    signing.variables !== undefined && JSON.stringify(signing.variables) !== JSON.stringify(input);
  return (
    <div className={styles.sides}>
      <form className={styles.form} onSubmit={submit} aria-label={t('conditions')}>
        <BuilderFields
          draft={draft}
          problems={formProblems(draft)}
          onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
          connectionId={connectionId}
          endpoint={endpoint}
          bucket={bucket}
        />
        <div className={styles.submit}>
          <Button type="submit" disabled={!input} loading={signing.isPending}>
            {t(signing.data ? 'signAgain' : 'sign')}
          </Button>
          {input ? null : <p className={styles.dim}>{t('notYet')}</p>}
        </div>
      </form>
      <section className={styles.result} aria-labelledby="signed-form">
        <h2 id="signed-form" ref={result} tabIndex={-1} className={styles.heading}>
          {t('signedForm')}
        </h2>
        {signing.error ? <ErrorView error={signing.error} /> : null}
        {signing.data ? (
          <SignedView signed={signing.data} isStale={isStale} />
        ) : signing.error ? null : (
          <p className={styles.dim}>{t('nothingSigned')}</p>
        )}
      </section>
    </div>
  );
}

/** What is shown of it is read back from what was signed. */
async function sign(forms: BuilderProps['forms'], input: UploadFormInput): Promise<Signed> {
  const form = await forms.create(input);
  const terms = readForm(signedForm(form));
  if ('problem' in terms) throw new StorageError('unknown');
  return { form, terms, sessionEndsAt: forms.credentialsExpireAt };
}
