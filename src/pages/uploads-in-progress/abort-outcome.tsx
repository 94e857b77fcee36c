import { Button, Group } from '@mantine/core';
import { KeyText } from '../../components/key-text.tsx';
import { useText } from '../../components/text/language.ts';
import { useErrorText } from '../shared/error-text.ts';
import styles from './dialogs.module.css';
import type { AbortedUpload, AbortVerdict } from './run-abort.ts';
import { idOf } from './upload-rows.ts';

const shownAtMost = 200;
/** What needs a person comes first. */
const order: readonly AbortVerdict['kind'][] = ['failed', 'remains', 'unconfirmed', 'left', 'removed'];

export function AbortOutcome({ results, onClose }: { results: AbortedUpload[]; onClose: () => void }) {
  const t = useText('uploads');
  const sorted = [...results].sort(
    (left, right) => order.indexOf(left.verdict.kind) - order.indexOf(right.verdict.kind),
  );
  const hidden = sorted.length - shownAtMost;
  return (
    <>
      <ul className={styles.list} aria-label={t('verdicts')}>
        {sorted.slice(0, shownAtMost).map(({ upload, verdict }) => (
          <li key={idOf(upload)} className={styles.line}>
            <KeyText value={upload.key} />
            <Verdict verdict={verdict} />
          </li>
        ))}
      </ul>
      {hidden > 0 ? <p className={styles.more}>{t('andMore', { count: hidden })}</p> : null}
      <Group justify="flex-end" mt={16}>
        <Button onClick={onClose} data-autofocus>
          {t('close')}
        </Button>
      </Group>
    </>
  );
}

function Verdict({ verdict }: { verdict: AbortVerdict }) {
  const t = useText('uploads');
  if (verdict.kind === 'failed') return <Failure error={verdict.error} />;
  const tone = verdict.kind === 'removed' ? 'good' : verdict.kind === 'left' ? 'none' : 'bad';
  return (
    <span className={styles.verdict} data-tone={tone}>
      {t(`verdict_${verdict.kind}`)}
    </span>
  );
}

function Failure({ error }: { error: unknown }) {
  const { title, sentence } = useErrorText(error);
  return (
    <span className={styles.verdict} data-tone="bad" title={sentence}>
      {title}
    </span>
  );
}
