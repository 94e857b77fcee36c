import { Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useText } from '../../../components/text/language.ts';
import { BytesView } from '../bytes-view.tsx';
import { Choice } from '../options.tsx';
import type { PreviewProps } from '../preview-source.ts';
import styles from '../previews.module.css';
import { decodeText, guessEncoding } from '../text/encoding.ts';
import { type Delimiter, delimiters, guessDelimiter, parseDelimited } from './parse-delimited.ts';
import { TableFoot, tableBytes, wholeLines } from './table-part.tsx';
import { VirtualTable } from './virtual-table.tsx';

/** Columns that are drawn. */
const mostColumns = 200;
const delimiterNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

export function CsvPreview({ source }: PreviewProps) {
  return (
    <BytesView source={source} end={tableBytes}>
      {(bytes) => (
        <Csv
          text={wholeLines(decodeText(bytes, guessEncoding(bytes)), bytes.length < source.size)}
          read={bytes.length}
          size={source.size}
        />
      )}
    </BytesView>
  );
}

function Csv({ text, read, size }: { text: string; read: number; size: number }) {
  const t = useText('previews');
  const [chosen, setChosen] = useState<Delimiter>();
  const [hasHeader, setHasHeader] = useState(true);
  const delimiter = chosen ?? guessDelimiter(text);
  const all = useMemo(() => parseDelimited(text, delimiter), [text, delimiter]);
  const { columns, rows, cut } = useMemo(() => {
    const width = all.reduce((most, row) => Math.max(most, row.length), 0);
    const shown = Math.min(width, mostColumns);
    const names = hasHeader ? (all[0] ?? []) : [];
    return {
      columns: Array.from({ length: shown }, (_, at) => names[at] ?? t('columnNumber', { number: at + 1 })),
      rows: hasHeader ? all.slice(1) : all,
      cut: width - shown,
    };
  }, [all, hasHeader, t]);
  return (
    <>
      <div className={styles.options}>
        <Choice
          label={t('delimiter')}
          value={delimiter}
          options={delimiters.map((value) => ({ value, label: t(`delimiter_${delimiterNames[value]}`) }))}
          onChange={setChosen}
        />
        <Switch
          size="xs"
          label={t('firstRowNames')}
          checked={hasHeader}
          onChange={(event) => setHasHeader(event.currentTarget.checked)}
        />
      </div>
      <VirtualTable columns={columns} rows={rows} />
      <TableFoot rows={rows.length} read={read} size={size} hiddenColumns={cut} />
    </>
  );
}
