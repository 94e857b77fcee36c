import { useMemo } from 'react';
import { BytesView } from '../bytes-view.tsx';
import type { PreviewProps } from '../preview-source.ts';
import { decodeText, guessEncoding } from '../text/encoding.ts';
import { parseJsonLines } from './parse-json-lines.ts';
import { TableFoot, tableBytes, wholeLines } from './table-part.tsx';
import { VirtualTable } from './virtual-table.tsx';

export function JsonLinesPreview({ source }: PreviewProps) {
  return (
    <BytesView source={source} end={tableBytes}>
      {(bytes) => <Lines bytes={bytes} size={source.size} />}
    </BytesView>
  );
}

function Lines({ bytes, size }: { bytes: Uint8Array; size: number }) {
  const { columns, rows, broken } = useMemo(
    () => parseJsonLines(wholeLines(decodeText(bytes, guessEncoding(bytes)), bytes.length < size)),
    [bytes, size],
  );
  return (
    <>
      <VirtualTable columns={columns} rows={rows} />
      <TableFoot rows={rows.length} read={bytes.length} size={size} broken={broken} />
    </>
  );
}
