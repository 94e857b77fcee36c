import { type Pair, PairsField } from '../../components/pairs-field.tsx';
import { useText } from '../../components/text/language.ts';
import { type PairKind, pairProblems } from './pairs.ts';
import styles from './upload-policy.module.css';

interface PairRowsProps {
  kind: PairKind;
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
}

/** `meta-…` or `var-…` of an upload, a row each. */
export function PairRows({ kind, pairs, onChange }: PairRowsProps) {
  const t = useText('want');
  const problems = pairProblems(kind, pairs);
  return (
    <fieldset className={styles.pairs}>
      <legend className={styles.label}>
        {t(`pairs_${kind}`)} <code className={styles.key}>{kind}</code>
      </legend>
      <PairsField
        pairs={pairs}
        words={{
          key: (number) => t('pairName', { kind, number }),
          value: (number) => t('pairValue', { kind, number }),
          remove: (number) => t('removePair', { kind, number }),
          add: t(`addPair_${kind}`),
        }}
        errorOf={(index) => {
          const problem = problems[index];
          return problem && problem !== 'value' ? t(`pair_${problem}`) : undefined;
        }}
        valueErrorOf={(index) => (problems[index] === 'value' ? t('pair_value') : undefined)}
        onChange={onChange}
      />
    </fieldset>
  );
}
