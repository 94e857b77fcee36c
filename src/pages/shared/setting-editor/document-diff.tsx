import { KeyText } from '../../../components/key-text.tsx';
import { useText } from '../../../components/text/language.ts';
import { type DiffLine, diffLines, foldSame } from './line-diff.ts';
import styles from './setting-editor.module.css';

interface DocumentDiffProps {
  /** Names it for a reader, such as `Change of the document`. */
  label: string;
  before: readonly string[];
  after: readonly string[];
}

const signs = { same: ' ', added: '+', removed: '−' } as const;

/** What goes and what comes, line by line; long stretches that stay are folded. */
export function DocumentDiff({ label, before, after }: DocumentDiffProps) {
  const t = useText('settings');
  const lines = diffLines(before, after);
  if (lines.every(({ kind }) => kind === 'same')) return <p className={styles.dim}>{t('noDifference')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached by keyboard
    <section aria-label={label} className={styles.diff} tabIndex={0}>
      <ol className={styles.diffLines}>
        {foldSame(lines).map((part, index) =>
          part.kind === 'folded' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
            <li key={index} className={styles.folded}>
              {t('unchangedLines', { count: part.count })}
            </li>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <li key={index} className={styles[part.kind]}>
              <span className={styles.sign} aria-hidden>
                {signs[part.kind]}
              </span>
              <Line {...part} />
            </li>
          ),
        )}
      </ol>
    </section>
  );
}

function Line({ kind, text }: DiffLine) {
  const content = text.trimStart();
  const Element = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
  return (
    <Element className={styles.line} style={{ paddingInlineStart: `${text.length - content.length}ch` }}>
      <KeyText value={content} />
    </Element>
  );
}
