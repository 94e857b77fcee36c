import { formatBytes } from '../../../components/text/format.ts';
import { useLanguage, useText } from '../../../components/text/language.ts';
import styles from '../previews.module.css';

/** Bytes that a table is made of. */
export const tableBytes = 1024 ** 2;

/** Without the line that the end of what was read cuts. */
export function wholeLines(text: string, isCut: boolean): string {
  const end = text.lastIndexOf('\n');
  return isCut && end > 0 ? text.slice(0, end + 1) : text;
}

interface TableFootProps {
  rows: number;
  read: number;
  size: number;
  hiddenColumns?: number;
  broken?: readonly number[];
}

/** How much of it all this is. */
export function TableFoot({ rows, read, size, hiddenColumns = 0, broken = [] }: TableFootProps) {
  const t = useText('previews');
  const language = useLanguage();
  return (
    <div className={styles.foot}>
      <span>
        {read < size
          ? t('rowsOfPart', {
              count: rows,
              shown: formatBytes(read, language),
              size: formatBytes(size, language),
            })
          : t('rows', { count: rows })}
      </span>
      {hiddenColumns > 0 ? <span>{t('columnsHidden', { count: hiddenColumns })}</span> : null}
      {broken.length > 0 ? (
        <span>
          {t('linesBroken', {
            count: broken.length,
            lines: new Intl.ListFormat(language, { type: 'conjunction' }).format(
              broken.slice(0, 5).map((line) => line.toLocaleString(language)),
            ),
          })}
        </span>
      ) : null}
    </div>
  );
}
