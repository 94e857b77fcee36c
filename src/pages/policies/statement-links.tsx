import { useLanguage, useText } from '../../components/text/language.ts';
import styles from './policies.module.css';
import { createSlots, type Slots } from './text-with-nodes.tsx';

export interface JumpProps {
  /** Shows the statement (by its index) where it is written. */
  onStatement: (index: number) => void;
}

interface StatementLinksProps extends JumpProps {
  statements: readonly number[];
}

/** `Statement 2 and 3`, each number leading to its statement. */
export function StatementLinks({ statements, onStatement }: StatementLinksProps) {
  const t = useText('policy');
  const numbersOf = useStatementNumbers(onStatement);
  const slots = createSlots();
  return slots.render(t('statement', { numbers: numbersOf(statements, slots) }));
}

/** Gives statements as people count them, from 1, for a sentence in which each leads to its statement. */
export function useStatementNumbers(
  onStatement: JumpProps['onStatement'],
): (statements: readonly number[], slots: Slots) => string {
  const t = useText('policy');
  const language = useLanguage();
  return (statements, { slot }) =>
    new Intl.ListFormat(language, { type: 'conjunction' }).format(
      statements.map((index) =>
        slot(
          <button
            type="button"
            className={styles.jump}
            aria-label={t('goToStatement', { number: index + 1 })}
            title={t('goToStatement', { number: index + 1 })}
            onClick={() => onStatement(index)}
          >
            {index + 1}
          </button>,
        ),
      ),
    );
}
