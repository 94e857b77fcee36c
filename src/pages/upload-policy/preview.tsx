import { NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { WantPolicy } from '../../storage/index.ts';
import { Fold } from '../shared/links/fold.tsx';
import { type Asked, fillPolicy } from './place.ts';
import styles from './upload-policy.module.css';

interface PreviewProps {
  policy: WantPolicy | undefined;
  /** What was chosen to be uploaded: the first of it is the sample. */
  chosen: Asked | undefined;
  dir: string;
  vars: Readonly<Record<string, string>>;
}

/** Stands for the one that the service makes for each upload. */
const sampleId = '5f0c9a52-3b7e-4d18-9c64-8a1e2f7b0d36';

type Sample = Omit<Asked, 'dir'>;
const photo: Sample = { name: 'photo.jpg', size: 1_056_344, type: 'image/jpeg', width: 1600, height: 1200 };

/** What the policy comes to for one file: where it lies, who is told what, what is answered. */
export function Preview({ policy, chosen, dir, vars }: PreviewProps) {
  const t = useText('want');
  const language = useLanguage();
  const [sample, setSample] = useState(photo);
  const asked = chosen ?? { ...sample, dir };
  const filled = policy && fillPolicy(policy, asked, { vars, now: new Date(), uuid: sampleId });
  return (
    <section className={styles.preview} aria-labelledby="policy-preview">
      <h2 id="policy-preview" className={styles.heading}>
        {t('preview')}
      </h2>
      {policy && filled ? (
        <dl className={styles.filled}>
          <dt>{t('storedAs')}</dt>
          <dd data-testid="preview-key">
            <KeyText value={`${policy.namespace}/${filled.key}`} />
          </dd>
          {(['dir', 'name', 'callbackBody', 'returnBody'] as const).map((key) =>
            policy[key] === undefined || filled[key] === undefined ? null : (
              <div key={key} className={styles.row}>
                <dt>
                  <code>{key}</code>
                </dt>
                <dd data-testid={`preview-${key}`}>
                  <KeyText value={filled[key]} />
                </dd>
              </div>
            ),
          )}
        </dl>
      ) : (
        <p className={styles.dim}>{t('noPreview')}</p>
      )}
      <p className={styles.dim}>
        {t(chosen ? 'sampleChosen' : 'sampleIs', {
          size: formatBytes(asked.size, language),
          type: asked.type,
        })}{' '}
        <KeyText value={asked.name} />
      </p>
      {chosen ? null : (
        <Fold summary={t('changeSample')} mustOpen={false}>
          <SampleFields sample={sample} onChange={(change) => setSample({ ...sample, ...change })} />
        </Fold>
      )}
    </section>
  );
}

function SampleFields({ sample, onChange }: { sample: Sample; onChange: (change: Partial<Sample>) => void }) {
  const t = useText('want');
  const number = (value: number | string) => (typeof value === 'number' ? value : undefined);
  const common = {
    size: 'xs',
    min: 0,
    allowDecimal: false,
    allowNegative: false,
    hideControls: true,
  } as const;
  return (
    <div className={styles.sample}>
      <TextInput
        size="xs"
        label={t('sampleName')}
        value={sample.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        label={t('sampleType')}
        value={sample.type}
        onChange={(event) => onChange({ type: event.currentTarget.value })}
      />
      <NumberInput
        {...common}
        label={t('sampleSize')}
        value={sample.size}
        onChange={(value) => onChange({ size: number(value) ?? 0 })}
      />
      <NumberInput
        {...common}
        label={t('sampleWidth')}
        value={sample.width ?? ''}
        onChange={(value) => onChange({ width: number(value) })}
      />
      <NumberInput
        {...common}
        label={t('sampleHeight')}
        value={sample.height ?? ''}
        onChange={(value) => onChange({ height: number(value) })}
      />
    </div>
  );
}
