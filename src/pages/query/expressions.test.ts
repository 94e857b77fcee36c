import { describe, expect, it } from 'vitest';
import { columnReference, examplesOf, sourceOf } from './expressions.ts';
import { emptyDraft, type InputDraft } from './input-draft.ts';

const csv: InputDraft = { ...emptyDraft, kind: 'csv' };
const lines: InputDraft = { ...emptyDraft, kind: 'json' };
const document: InputDraft = { ...lines, jsonType: 'DOCUMENT' };
const root = { kind: 'root' } as const;

describe('the source of rows', () => {
  it.each([
    [csv, root, false, 'S3Object'],
    [lines, { kind: 'array' }, false, 'S3Object'],
    [document, root, false, 'S3Object'],
    [document, { kind: 'array' }, false, 'S3Object[*][*]'],
    [document, { kind: 'array' }, true, 'S3Object[*]._1[*]'],
    [document, { kind: 'member', name: 'items' }, true, 'S3Object[*].items[*]'],
    [document, { kind: 'member', name: 'my "items"' }, true, 'S3Object[*]."my ""items"""[*]'],
  ] as const)('of %j with %j, MinIO %s, is %s', (draft, rows, isMinio, source) => {
    expect(sourceOf(draft, rows, isMinio)).toBe(source);
  });
});

describe('a column in a query', () => {
  it.each([
    [csv, 'name', 's."name"'],
    [csv, 'a "b" c', 's."a ""b"" c"'],
    [csv, '_1', 's."_1"'],
    [{ ...csv, header: 'NONE' } as const, '_1', 's._1'],
    [lines, 'Größe', 's."Größe"'],
  ])('of %j called %s', (draft, name, written) => expect(columnReference(name, draft)).toBe(written));
});

describe('the examples', () => {
  const columns = [{ name: 'name', example: "O'Hara" }, { name: 'age', example: '30' }, { name: '' }];

  it('use what CSV has, whose values are texts', () => {
    expect(examplesOf(csv, { columns, rows: root }, false)).toEqual([
      { id: 'first', expression: 'select * from S3Object s limit 100' },
      { id: 'columns', expression: 'select s."name", s."age" from S3Object s' },
      { id: 'filter', expression: `select * from S3Object s where s."name" = 'O''Hara'` },
      { id: 'count', expression: 'select count(*) from S3Object s' },
      {
        id: 'sum',
        expression:
          'select min(cast(s."age" as decimal)), max(cast(s."age" as decimal)), avg(cast(s."age" as decimal)) from S3Object s',
      },
    ]);
  });

  it('use what JSON has, whose values have types', () => {
    const examples = examplesOf(lines, { columns: [{ name: 'n', example: '7' }], rows: root }, false);
    expect(examples.map(({ expression }) => expression)).toEqual([
      'select * from S3Object s limit 100',
      'select * from S3Object s where s."n" = 7',
      'select count(*) from S3Object s',
      'select min(s."n"), max(s."n"), avg(s."n") from S3Object s',
    ]);
  });

  it('without columns are few', () => {
    expect(
      examplesOf({ ...emptyDraft, kind: 'parquet' }, { columns: [], rows: root }, false).map(({ id }) => id),
    ).toEqual(['first', 'count']);
    expect(examplesOf(document, { columns: [], rows: { kind: 'array' } }, true).map(({ id }) => id)).toEqual([
      'first',
      'count',
      'document',
    ]);
  });
});
