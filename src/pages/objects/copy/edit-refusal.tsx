import { useText } from '../../../components/text/language.ts';
import type { CopyVerdict } from '../../../storage/index.ts';
import { ErrorView } from '../../shared/error-view.tsx';
import styles from './copy.module.css';
import { namesOf } from './copy-outcome.tsx';

/** Why the metadata is not, or not wholly, what was typed. */
export function EditRefusal({ verdict }: { verdict: CopyVerdict }) {
  const t = useText('copying');
  if (verdict.kind === 'failed') return <ErrorView error={verdict.error} />;
  const text =
    verdict.kind === 'differs'
      ? t('editDiffers', { names: namesOf(t, verdict.differences) })
      : t('editChanged');
  return (
    <p className={styles.problem} role="alert">
      {text}
    </p>
  );
}
