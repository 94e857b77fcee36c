import { type Pair, PairsField } from '../../components/pairs-field.tsx';
import { useText } from '../../components/text/language.ts';
import styles from './upload-forms.module.css';

interface MetadataPairsProps {
  pairs: readonly Pair[];
  errorOf: (index: number) => string | undefined;
  onChange: (pairs: readonly Pair[]) => void;
}

/** User metadata that every file of the form gets: whoever uploads can neither leave it out nor change it. */
export function MetadataPairs({ pairs, errorOf, onChange }: MetadataPairsProps) {
  const t = useText('forms');
  return (
    <div>
      <span className={styles.label}>{t('metadata')}</span>
      <PairsField
        pairs={pairs}
        words={{
          key: (number) => t('metadataName', { number }),
          value: (number) => t('metadataValue', { number }),
          remove: (number) => t('removeMetadata', { number }),
          add: t('addMetadata'),
        }}
        errorOf={errorOf}
        onChange={onChange}
      />
    </div>
  );
}
