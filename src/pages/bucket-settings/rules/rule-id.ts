import { isXmlText } from '../../../storage/index.ts';

/** Characters that an ID may have. */
const most = 255;

export type IdProblem = 'characters' | 'idTooLong' | 'idTaken';

/** `taken`: the ids of the other rules. Without an id is well: the server makes one. */
export function idProblem(id: string, taken: readonly string[]): IdProblem | undefined {
  if (!isXmlText(id)) return 'characters';
  if (id.length > most) return 'idTooLong';
  return id !== '' && taken.includes(id) ? 'idTaken' : undefined;
}

/** An id beside the others for the copy of a rule; the server makes one where the first had none. */
export function copiedId(id: string | undefined, taken: readonly string[]): string | undefined {
  if (!id) return undefined;
  const base = id.slice(0, most - 6);
  for (let count = 2; ; count += 1) {
    const candidate = `${base}-${count}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
