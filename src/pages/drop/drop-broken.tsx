import { ErrorPanel } from '../../components/error-panel.tsx';
import { useText } from '../../components/text/language.ts';
import type { DropProblem } from '../shared/drop-link/drop-link.ts';

/** A link by which nobody can upload: said at once, and what to do. */
export function DropBroken({ problem }: { problem: DropProblem }) {
  const t = useText('forms');
  return <ErrorPanel title={t('broken')} sentence={t(`broken_${problem}`)} cure={t('askForAnother')} />;
}
