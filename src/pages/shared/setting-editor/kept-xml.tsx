import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { documentLines } from './document-lines.ts';
import styles from './setting-editor.module.css';

/** What the document holds beside the form: it is kept and written back as it came. Nothing where there is none. */
export function KeptXml({ kept }: { kept: readonly string[] }) {
  const t = useText('settings');
  if (kept.length === 0) return null;
  const lines = kept.flatMap(documentLines);
  return (
    <details className={styles.kept} open>
      <summary>{t('keptTitle', { count: kept.length })}</summary>
      <p className={styles.dim}>{t('keptSentence')}</p>
      <pre className={styles.keptLines}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <div key={index} style={{ paddingInlineStart: `${line.length - line.trimStart().length}ch` }}>
            <KeyText value={line.trimStart()} />
          </div>
        ))}
      </pre>
    </details>
  );
}
