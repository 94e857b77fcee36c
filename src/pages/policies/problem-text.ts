import type { TextFunction } from '../../components/text/language.ts';
import type { PolicyProblem } from '../../storage/index.ts';
import { visibleName } from './visible-name.ts';

/** The words for a problem, with what was written in it so that nothing of it hides. */
export function problemText(t: TextFunction<'policy'>, { code, subject }: PolicyProblem): string {
  const visible = visibleName(subject);
  // Long ones would push the sentence out of sight.
  const shown = visible.length > 80 ? `${visible.slice(0, 80)}…` : visible;
  return t(`problem_${code}`, { subject: shown });
}
