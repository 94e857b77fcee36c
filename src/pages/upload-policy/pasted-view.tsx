import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { PastedPolicy, StorageDriver } from '../../storage/index.ts';
import { Note } from '../shared/links/note.tsx';
import { PolicyFacts } from '../shared/want-policy/policy-facts.tsx';
import { Answers } from './answers.tsx';
import { pairRecord } from './pairs.ts';
import { Preview } from './preview.tsx';
import { afterUpload, asksFor, emptyUpload, uploadsOf } from './upload-draft.ts';
import { type ReadyUploads, UploadPanel } from './upload-panel.tsx';
import styles from './upload-policy.module.css';
import { useImageSize } from './use-image-size.ts';
import { useIsPast } from './use-is-past.ts';
import { usePolicyUpload } from './use-policy-upload.ts';

interface PastedViewProps {
  storage: StorageDriver;
  pasted: PastedPolicy;
  bucket: string;
}

/** What somebody else's token allows, and uploads by it. */
export function PastedView({ storage, pasted: { policy, text }, bucket }: PastedViewProps) {
  const t = useText('want');
  const [uploading, setUploading] = useState(() => emptyUpload('/'));
  const { begun, upload } = usePolicyUpload(storage, bucket);
  const isOver = useIsPast(policy?.expiration ?? -1);
  const isElsewhere = policy !== undefined && policy.namespace !== bucket;
  const allowed = isElsewhere ? undefined : policy;
  const dir = asksFor(allowed ?? {}, 'dir') ? uploading.dir : '/';
  const [first] = uploadsOf(uploading, dir);
  const chosen = first && first.asked.name !== '' ? first : undefined;
  const pixels = useImageSize(chosen?.file);
  const send = (uploads: ReadyUploads) => {
    upload(text, uploads);
    setUploading(afterUpload(uploading, uploads.files));
  };
  return (
    <div className={styles.sides}>
      <section className={styles.form} aria-labelledby="pasted-policy">
        <h2 id="pasted-policy" className={styles.heading}>
          {t('pastedPolicy')}
        </h2>
        <PolicyFacts policy={policy} text={text} />
      </section>
      <div className={styles.result}>
        {isElsewhere ? (
          <Note tone="danger">{t('tokenElsewhere', { namespace: policy.namespace, bucket })}</Note>
        ) : null}
        {policy ? null : <Note tone="danger">{t('tokenUnreadable')}</Note>}
        {allowed ? (
          <>
            <Preview
              policy={allowed}
              chosen={chosen && { ...chosen.asked, ...pixels }}
              dir={dir}
              vars={pairRecord('var', uploading.vars)}
            />
            <section aria-labelledby="token-upload">
              <h2 id="token-upload" className={styles.heading}>
                {t('tab_upload')}
              </h2>
              <UploadPanel
                storage={storage}
                bucket={bucket}
                policy={allowed}
                places={allowed}
                isOver={isOver}
                draft={uploading}
                onChange={(change) => setUploading((before) => ({ ...before, ...change }))}
                onUpload={send}
              />
            </section>
          </>
        ) : null}
        <Answers begun={begun} />
      </div>
    </div>
  );
}
