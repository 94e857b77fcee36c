import { type RefObject, useRef, useState } from 'react';
import type { TextKey } from '../../../components/text/catalogue.ts';
import { useText } from '../../../components/text/language.ts';

/** What the texts call `problem_…`. */
export type ProblemName =
  Extract<TextKey<'rules'>, `problem_${string}`> extends `problem_${infer Name}` ? Name : never;

/** Merely unfinished: nothing to say of before the person is done. */
const unfinished: ReadonlySet<ProblemName> = new Set<ProblemName>([
  'tagKeyMissing',
  'noAction',
  'noDays',
  'noDaysOrZero',
  'noDate',
  'noClass',
  'noPriority',
  'noDestination',
  'noArn',
]);

/** The sentences beside the fields of a rule. `form` takes the focus to the first field that is wrong. */
export function useRuleErrors<Problem extends ProblemName>(
  problems: Readonly<Record<string, Problem>>,
  form: RefObject<HTMLElement | null>,
) {
  const t = useText('rules');
  const [showsAll, setShowsAll] = useState(false);
  const frame = useRef(0);
  return {
    errorOf: (field: string) => {
      const problem = problems[field];
      return problem === undefined || (!showsAll && unfinished.has(problem))
        ? undefined
        : t(`problem_${problem}`);
    },
    /** False where the rule cannot be put into the list; then everything that is wrong is said. */
    check: () => {
      if (Object.keys(problems).length === 0) return true;
      setShowsAll(true);
      cancelAnimationFrame(frame.current);
      // After the sentences are drawn.
      frame.current = requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus(),
      );
      return false;
    },
  };
}
