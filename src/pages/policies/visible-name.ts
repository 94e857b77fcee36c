import { visiblePieces } from '../../components/visible-text.ts';

/** A name from outside for where only plain text can be, such as labels: with `[U+202E]` for what would not show. */
export function visibleName(name: string): string {
  return visiblePieces(name)
    .map((piece) =>
      piece.kind === 'text' ? piece.text : piece.codePoint === 'U+0020' ? ' ' : `[${piece.codePoint}]`,
    )
    .join('');
}
