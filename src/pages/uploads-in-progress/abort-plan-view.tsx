import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { KeyText } from '../../components/key-text.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { formatBytes } from '../../components/text/format.ts';
import { useLanguage, useText } from '../../components/text/language.ts';
import type { IncompleteUpload, StorageDriver, UploadSize } from '../../storage/index.ts';
import styles from './dialogs.module.css';
import { sizeKey } from './queries.ts';
import { idOf, olderThan, oldestOf, sumSizes } from './upload-rows.ts';

interface PlanProps {
  storage: StorageDriver;
  bucket: string;
  uploads: readonly IncompleteUpload[];
  onAbort: (uploads: IncompleteUpload[]) => void;
  onClose: () => void;
}

const samples = 6;
/** More than a person sees at a glance: then the number is typed. */
const typedFrom = 100;

/** What would be aborted, before it is. */
export function AbortPlanView(props: PlanProps) {
  const { uploads, onAbort, onClose } = props;
  const t = useText('uploads');
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const count = uploads.length;
  const mustType = count > typedFrom;
  const blocked = count === 0 || (mustType && typed.replace(/[\s,.]/g, '') !== `${count}`);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) onAbort([...uploads]);
      }}
    >
      {count > 0 ? (
        <>
          <PlanFacts {...props} />
          <ul className={styles.list} aria-label={t('planSamples')}>
            {uploads.slice(0, samples).map((upload) => (
              <li key={idOf(upload)} className={styles.line}>
                <KeyText value={upload.key} />
                <span className={styles.dim}>
                  {upload.initiated ? <RelativeTime time={upload.initiated} /> : t('startedUnknown')}
                </span>
              </li>
            ))}
          </ul>
          {count > samples ? <p className={styles.more}>{t('andMore', { count: count - samples })}</p> : null}
          <p className={styles.warning}>{t('forGood')}</p>
        </>
      ) : (
        <p role="status">{t('olderNone')}</p>
      )}
      {mustType ? (
        <TextInput
          mt={12}
          label={t('typeCount', { number: count.toLocaleString(language) })}
          value={typed}
          inputMode="numeric"
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('keep', { count })}
        </Button>
        {count > 0 ? (
          <Button type="submit" color="red" disabled={blocked}>
            {t('abortButton', { count })}
          </Button>
        ) : null}
      </Group>
    </form>
  );
}

function PlanFacts({ storage, bucket, uploads }: PlanProps) {
  const t = useText('uploads');
  const language = useLanguage();
  const client = useQueryClient();
  const count = uploads.length;
  // What rows in sight have asked for; a plan does not ask a thousand questions of its own.
  const sum = sumSizes(
    uploads.map((upload) => client.getQueryData<UploadSize>(sizeKey(storage, bucket, upload))),
  );
  const bytes = formatBytes(sum.bytes, language);
  const oldest = oldestOf(uploads);
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{t('planCount')}</dt>
        <dd>{count.toLocaleString(language)}</dd>
      </div>
      <div>
        <dt>{t('planBytes')}</dt>
        <dd>
          {sum.known === 0
            ? t('planBytesUnknown')
            : sum.atLeast
              ? t('planBytesAtLeast', { bytes, known: sum.known, count })
              : bytes}
        </dd>
      </div>
      {oldest ? (
        <div>
          <dt>{t('planOldest')}</dt>
          <dd>
            <RelativeTime time={oldest} />
          </dd>
        </div>
      ) : null}
    </dl>
  );
}

const usualDays = 7;

interface OldUploadsPlanProps extends PlanProps {
  prefix: string;
  /** Keys that are not aborted, because this page is sending them. */
  sentHere: ReadonlySet<string>;
}

/** The same for a rule by age: the plan follows the number of days. */
export function OldUploadsPlan({ uploads, prefix, sentHere, ...plan }: OldUploadsPlanProps) {
  const t = useText('uploads');
  const prefixId = useId();
  const [days, setDays] = useState<number | string>(usualDays);
  const [now] = useState(() => Date.now());
  const old = typeof days === 'number' ? olderThan(uploads, days, now) : [];
  const chosen = old.filter(({ key }) => !sentHere.has(key));
  const kept = old.length - chosen.length;
  return (
    <>
      {prefix === '' ? null : (
        <p id={prefixId} className={styles.under}>
          {t('olderUnder')} <KeyText value={prefix} />
        </p>
      )}
      <NumberInput
        label={t('olderDays')}
        aria-describedby={prefix === '' ? undefined : prefixId}
        value={days}
        onChange={setDays}
        min={0}
        max={36_500}
        allowNegative={false}
        w={180}
        mb={16}
      />
      {kept > 0 ? <p className={styles.more}>{t('sentHereKept', { count: kept })}</p> : null}
      <AbortPlanView {...plan} uploads={chosen} />
    </>
  );
}
