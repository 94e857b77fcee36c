import { TextInput } from '@mantine/core';
import { useText } from '../../../components/text/language.ts';
import styles from './copy.module.css';
import type { ConditionsDraft } from './source-conditions.ts';

interface ConditionFieldsProps {
  draft: ConditionsDraft;
  /** One object or folder: several objects hardly share an ETag. */
  isOne: boolean;
  onChange: (draft: ConditionsDraft) => void;
}

/** The four conditions that HTTP has; few need them, so they are folded. */
export function ConditionFields({ draft, isOne, onChange }: ConditionFieldsProps) {
  const t = useText('copying');
  const names = isOne
    ? (['match', 'noneMatch', 'modifiedSince', 'unmodifiedSince'] as const)
    : (['modifiedSince', 'unmodifiedSince'] as const);
  return (
    <details className={styles.conditions}>
      <summary>{t('conditions')}</summary>
      <p className={styles.dim}>{t('conditionsHint')}</p>
      <div className={styles.pairOfFields}>
        {names.map((name) => {
          const isTime = name === 'modifiedSince' || name === 'unmodifiedSince';
          return (
            <TextInput
              key={name}
              size="xs"
              label={t(`if_${name}`)}
              type={isTime ? 'datetime-local' : 'text'}
              step={isTime ? 1 : undefined}
              value={draft[name]}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => onChange({ ...draft, [name]: event.currentTarget.value })}
            />
          );
        })}
      </div>
    </details>
  );
}
