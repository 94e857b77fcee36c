import type { InputGuess, KnownColumn } from './guess-input.ts';
import type { InputDraft } from './input-draft.ts';

type ExampleId = 'first' | 'columns' | 'filter' | 'count' | 'sum' | 'document';

export interface Example {
  id: ExampleId;
  expression: string;
}

/** Where the rows of a document are, in the words of the server. */
export function sourceOf(draft: InputDraft, rows: InputGuess['rows'], isMinio: boolean): string {
  if (draft.kind !== 'json' || draft.jsonType !== 'DOCUMENT') return 'S3Object';
  if (rows.kind === 'root') return 'S3Object';
  // MinIO calls the array that is all of a document `_1`; others take it for the row itself.
  if (rows.kind === 'array') return isMinio ? 'S3Object[*]._1[*]' : 'S3Object[*][*]';
  return `S3Object[*].${isPlain(rows.name) ? rows.name : quoted(rows.name)}[*]`;
}

/** A column as it is written in a query. */
export function columnReference(name: string, draft: InputDraft): string {
  if (draft.kind === 'csv' && draft.header !== 'USE' && /^_\d+$/.test(name)) return `s.${name}`;
  return `s.${quoted(name)}`;
}

/** Queries to begin with, with columns and a value that the object has. Without aliases: MinIO has its own quotes there. */
export function examplesOf(
  draft: InputDraft,
  { columns, rows }: Pick<InputGuess, 'columns' | 'rows'>,
  isMinio: boolean,
): Example[] {
  const source = sourceOf(draft, rows, isMinio);
  const reference = ({ name }: KnownColumn) => columnReference(name, draft);
  const named = columns.filter(({ name }) => name !== '');
  const some = named.slice(0, 3);
  const filtered =
    named.find(({ example }) => example && !isNumber(example)) ?? named.find(({ example }) => example);
  const number = named.find(({ example }) => example !== undefined && isNumber(example));
  const isTyped = draft.kind !== 'csv';
  const value = (column: KnownColumn) => {
    const example = column.example ?? '';
    return isTyped && isNumber(example) ? example : `'${example.replaceAll("'", "''")}'`;
  };
  const sum = number && (isTyped ? reference(number) : `cast(${reference(number)} as decimal)`);
  return [
    { id: 'first', expression: `select * from ${source} s limit 100` },
    ...(some.length > 1
      ? [{ id: 'columns' as const, expression: `select ${some.map(reference).join(', ')} from ${source} s` }]
      : []),
    ...(filtered
      ? [
          {
            id: 'filter' as const,
            expression: `select * from ${source} s where ${reference(filtered)} = ${value(filtered)}`,
          },
        ]
      : []),
    { id: 'count', expression: `select count(*) from ${source} s` },
    ...(sum
      ? [{ id: 'sum' as const, expression: `select min(${sum}), max(${sum}), avg(${sum}) from ${source} s` }]
      : []),
    ...(source === 'S3Object' ? [] : [{ id: 'document' as const, expression: 'select * from S3Object s' }]),
  ];
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const isPlain = (name: string) => /^[A-Za-z_]\w*$/.test(name);
const isNumber = (text: string) => /^-?\d+(?:\.\d+)?$/.test(text);
