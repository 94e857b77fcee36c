import type { SelectFormat } from '../../storage/index.ts';
import type { Compression, InputGuess } from './guess-input.ts';

/** The input options as they stand in the form. Marks are written as people see them: `\t` for a tab. */
export interface InputDraft {
  kind: SelectFormat['kind'] | '';
  compression: Compression;
  header: 'USE' | 'IGNORE' | 'NONE';
  fieldDelimiter: string;
  recordDelimiter: string;
  quote: string;
  quoteEscape: string;
  comments: string;
  quotedRecordDelimiter: boolean;
  jsonType: 'DOCUMENT' | 'LINES';
}

export const emptyDraft: InputDraft = {
  kind: '',
  compression: 'NONE',
  header: 'USE',
  fieldDelimiter: ',',
  recordDelimiter: '\\n',
  quote: '"',
  quoteEscape: '"',
  comments: '#',
  quotedRecordDelimiter: true,
  jsonType: 'LINES',
};

/** Delimiters that have a name in the form; all others are typed. */
export const namedDelimiters = { ',': 'comma', '\\t': 'tab', ';': 'semicolon', '|': 'pipe' } as const;

export function draftOf({ format, compression }: Pick<InputGuess, 'format' | 'compression'>): InputDraft {
  const draft: InputDraft = { ...emptyDraft, kind: format?.kind ?? '', compression };
  if (format?.kind === 'json') return { ...draft, jsonType: format.type };
  if (format?.kind !== 'csv') return draft;
  return {
    ...draft,
    header: format.header,
    fieldDelimiter: writeMark(format.fieldDelimiter) ?? draft.fieldDelimiter,
    recordDelimiter: writeMark(format.recordDelimiter) ?? draft.recordDelimiter,
    quote: writeMark(format.quote) ?? draft.quote,
    quoteEscape: writeMark(format.quoteEscape ?? format.quote) ?? draft.quoteEscape,
  };
}

export type DraftProblem = 'choose-format' | 'delimiter' | 'record-delimiter' | 'quote' | 'same';

/** What keeps the draft from being sent, by the field that it is about. */
export function draftProblem(draft: InputDraft): DraftProblem | undefined {
  if (draft.kind === '') return 'choose-format';
  if (draft.kind !== 'csv') return undefined;
  const [field, record] = [readMark(draft.fieldDelimiter), readMark(draft.recordDelimiter)];
  if (!field || !isWritable(field)) return 'delimiter';
  if (!record || !isWritable(record)) return 'record-delimiter';
  if (
    [draft.quote, draft.quoteEscape, draft.comments].some((mark) => [...(readMark(mark) ?? '')].length > 1)
  ) {
    return 'quote';
  }
  return field === record || field === readMark(draft.quote) ? 'same' : undefined;
}

/** For the call; undefined where `draftProblem` has something to say. */
export function formatOf(draft: InputDraft): SelectFormat | undefined {
  if (draftProblem(draft) !== undefined) return undefined;
  switch (draft.kind) {
    case '':
      return undefined;
    case 'parquet':
      return { kind: 'parquet' };
    case 'json':
      return { kind: 'json', type: draft.jsonType };
    case 'csv': {
      const recordDelimiter = readMark(draft.recordDelimiter);
      return {
        kind: 'csv',
        header: draft.header,
        fieldDelimiter: readMark(draft.fieldDelimiter),
        // The default takes both usual line ends, on every server.
        recordDelimiter: recordDelimiter === '\n' ? undefined : recordDelimiter,
        quote: readMark(draft.quote) || undefined,
        quoteEscape: readMark(draft.quoteEscape) || undefined,
        comments: readMark(draft.comments) || undefined,
        quotedRecordDelimiter: draft.quotedRecordDelimiter,
      };
    }
  }
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** `\t`, `\n`, `\r` and `\u001f` are what they stand for. A backslash alone is itself. */
function readMark(text: string): string {
  return text.replace(/\\(?:u([\da-f]{4})|([nrt\\]))/gi, (whole, hex: string | undefined, letter: string) =>
    hex === undefined
      ? (escapes[letter.toLowerCase()] ?? whole)
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function writeMark(mark: string | undefined): string | undefined {
  return mark?.replace(/[\n\r\t\\]/g, (sign) => `\\${{ '\n': 'n', '\r': 'r', '\t': 't' }[sign] ?? '\\'}`);
}

/** XML has no way to write most control characters, and the call is XML. */
const isWritable = (text: string) => [...text].every((sign) => sign >= ' ' || '\t\n\r'.includes(sign));
