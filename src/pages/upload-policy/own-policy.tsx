import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../components/text/language.ts';
import type { StorageDriver, UploadPolicyOperations } from '../../storage/index.ts';
import { Answers } from './answers.tsx';
import { JsonImport } from './json-import.tsx';
import { pairRecord } from './pairs.ts';
import { emptyDraft, readDraft, spans } from './policy-draft.ts';
import { PolicyFields } from './policy-fields.tsx';
import { Preview } from './preview.tsx';
import { PythonView } from './python-view.tsx';
import { TokenView } from './token-view.tsx';
import { maxSingle } from './upload-check.ts';
import { afterUpload, asksFor, emptyUpload, uploadsOf } from './upload-draft.ts';
import { type ReadyUploads, UploadPanel } from './upload-panel.tsx';
import styles from './upload-policy.module.css';
import { useImageSize } from './use-image-size.ts';
import { useIsPast } from './use-is-past.ts';
import { usePolicyUpload } from './use-policy-upload.ts';

interface OwnPolicyProps {
  storage: StorageDriver;
  policies: UploadPolicyOperations;
  manageEndpoint: string;
  bucket: string;
  /** The folder to begin with. */
  dir: string;
}

/** A policy on one side; on the other what it comes to: an upload from here, a token for somebody else, a program. */
export function OwnPolicy({ storage, policies, manageEndpoint, bucket, dir }: OwnPolicyProps) {
  const t = useText('want');
  const [draft, setDraft] = useState(() => emptyDraft(Date.now(), dir));
  const [uploading, setUploading] = useState(() => emptyUpload('/'));
  const { begun, upload } = usePolicyUpload(storage, bucket);
  const read = readDraft(draft, bucket, Date.now());
  const { policy } = read;
  const signed = policy && policies.sign(policy);
  const isOver = useIsPast(policy?.expiration ?? -1);
  const vars = pairRecord('var', uploading.vars);
  const asksForDir = asksFor(draft, 'dir');
  const [first] = uploadsOf(uploading, asksForDir ? uploading.dir : '/');
  const chosen = first && first.asked.name !== '' ? first : undefined;
  const pixels = useImageSize(chosen?.file);
  const send = (uploads: ReadyUploads) => {
    // Signed anew with the driver's own keys: the text is what counts.
    if (signed) upload(signed.text, uploads);
    setUploading(afterUpload(uploading, uploads.files));
  };
  return (
    <div className={styles.sides}>
      <form className={styles.form} aria-label={t('policy')} onSubmit={(event) => event.preventDefault()}>
        <h2 className={styles.heading}>{t('policy')}</h2>
        <PolicyFields
          bucket={bucket}
          draft={draft}
          read={read}
          own={Object.keys(vars)}
          onChange={(change) => setDraft((before) => ({ ...before, ...change }))}
        />
        <JsonImport bucket={bucket} onDraft={setDraft} />
      </form>
      <div className={styles.result}>
        <Preview
          policy={policy}
          chosen={chosen && { ...chosen.asked, ...pixels }}
          dir={asksForDir ? uploading.dir : '/'}
          vars={vars}
        />
        <Tabs defaultValue="upload" keepMounted={false}>
          <Tabs.List aria-label={t('whatFor')}>
            <Tabs.Tab value="upload">{t('tab_upload')}</Tabs.Tab>
            <Tabs.Tab value="token">{t('tab_token')}</Tabs.Tab>
            <Tabs.Tab value="python">Python</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="upload" className={styles.tab}>
            <UploadPanel
              storage={storage}
              bucket={bucket}
              policy={policy}
              places={draft}
              isOver={isOver}
              draft={uploading}
              onChange={(change) => setUploading((before) => ({ ...before, ...change }))}
              onUpload={send}
            />
          </Tabs.Panel>
          <Tabs.Panel value="token" className={styles.tab}>
            {policy && signed ? (
              <TokenView {...signed} expiration={policy.expiration} bucket={bucket} />
            ) : (
              <p className={styles.dim}>{t('policyFirst')}</p>
            )}
          </Tabs.Panel>
          <Tabs.Panel value="python" className={styles.tab}>
            {policy ? (
              <PythonView
                input={{
                  ...{ keyType: policies.keyType, endpoint: policies.endpoint, manageEndpoint, policy, vars },
                  span:
                    draft.expiry === 'exact' || draft.expiry === 'never' ? undefined : spans[draft.expiry],
                  dir: asksForDir ? uploading.dir : '/',
                  name: chosen?.asked.name ?? 'photo.jpg',
                  meta: pairRecord('meta', uploading.meta),
                  text: uploading.kind === 'text' ? uploading.text : undefined,
                }}
                fitting={fittingCall(uploading.kind, chosen?.asked.size ?? 0)}
              />
            ) : (
              <p className={styles.dim}>{t('policyFirst')}</p>
            )}
          </Tabs.Panel>
        </Tabs>
        <Answers begun={begun} />
      </div>
    </div>
  );
}

function fittingCall(kind: 'files' | 'text', size: number) {
  if (size > maxSingle) return 'multipart';
  return kind === 'text' ? 'upload_content' : 'upload_file';
}
