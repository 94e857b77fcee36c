import { visiblePieces } from '../../../components/visible-text.ts';

/** A name from outside for the middle of a sentence: what would show nothing, or lie, is marked. */
export const shownName = (name: string) =>
  visiblePieces(name)
    .map((piece) => (piece.kind === 'text' ? piece.text : piece.mark))
    .join('');
