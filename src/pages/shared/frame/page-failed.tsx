import { ErrorPanel } from '../../../components/error-panel.tsx';
import { useText } from '../../../components/text/language.ts';

/** For what a page throws while it renders or loads: the frame around it stays. Its words are in the entry. */
export function PageFailed({ error }: { error: unknown }) {
  const t = useText('shell');
  const details = error instanceof Error ? [{ label: error.name, value: error.message }] : [];
  return (
    <ErrorPanel
      title={t('pageFailed')}
      sentence={t('pageFailedSentence')}
      cure={t('pageFailedCure')}
      details={details}
      onRetry={() => window.location.reload()}
    />
  );
}
