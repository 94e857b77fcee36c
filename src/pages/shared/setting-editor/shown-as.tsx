import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { visiblePieces } from '../../../components/visible-text.ts';
import styles from './setting-editor.module.css';

/** Below a field: what stands in it with the characters that a field does not show. Nothing where all is to be seen. */
export function ShownAs({ value }: { value: string }) {
  const t = useText('settings');
  if (visiblePieces(value).every(({ kind }) => kind === 'text')) return null;
  return (
    <p className={styles.shownAs}>
      {t('hiddenCharacters')} <KeyText value={value} />
    </p>
  );
}
