import { describe, expect, it } from 'vitest';
import { compressionOf, guessInput, type Sample } from './guess-input.ts';

const sample = (text: string, more: Partial<Sample> = {}): Sample => ({
  compression: 'NONE',
  bytes: new TextEncoder().encode(text),
  isCut: false,
  ...more,
});
const csv = (more: object = {}) => ({
  kind: 'csv',
  header: 'USE',
  fieldDelimiter: ',',
  quote: '"',
  quotedRecordDelimiter: true,
  ...more,
});
const names = (columns: { name: string }[]) => columns.map(({ name }) => name);

describe('the guess of a CSV file', () => {
  it.each<[string, string, object, string[]]>([
    ['a.csv', 'name,age\nAnn,30\nBob,4\n', csv(), ['name', 'age']],
    ['a.csv', 'name,city\nAnn,Rome\nBob,Paris\n', csv(), ['name', 'city']],
    ['a.csv', 'Ann,30\nBob,4\n', csv({ header: 'NONE' }), ['_1', '_2']],
    ['a.csv', 'a,a\n1,2\n', csv({ header: 'NONE' }), ['_1', '_2']],
    ['a.csv', 'name,note\nAnn,"one, two\nthree"\n', csv(), ['name', 'note']],
    ['a.csv', '\ufeffname;age\r\nAnn;30\r\n', csv({ fieldDelimiter: ';' }), ['name', 'age']],
    ['a.csv', 'name|age|x\nAnn|30|1,2\n', csv({ fieldDelimiter: '|' }), ['name', 'age', 'x']],
    ['a.tsv', 'name\tage\nAnn, B\t30\n', csv({ fieldDelimiter: '\t' }), ['name', 'age']],
    ['a.csv', "name,age\n'Ann',30\n'Bob',4\n", csv({ quote: "'" }), ['name', 'age']],
    ['a.csv', 'name,age\rAnn,30\r', csv({ recordDelimiter: '\r' }), ['name', 'age']],
    ['a.csv', '名称,数量\n苹果,3\n', csv(), ['名称', '数量']],
    ['a.csv', 'only\n1\n2\n', csv(), ['only']],
    ['a.csv', '{"a",b}\n1,2\n', csv(), ['{"a"', 'b}']],
    ['data', 'name,age\nAnn,30\nBob,4\n', csv(), ['name', 'age']],
    ['100%.txt', 'name\tage\nAnn\t30\n', csv({ fieldDelimiter: '\t' }), ['name', 'age']],
  ])('%s with %j', (key, text, format, columns) => {
    const guess = guessInput({ key }, sample(text));
    expect(guess.format).toEqual(format);
    expect(names(guess.columns)).toEqual(columns);
  });

  it('does not look at a row that the sample cuts', () => {
    const guess = guessInput({ key: 'a.csv' }, sample('name,age\nAnn,30\nBo', { isCut: true }));
    expect(guess.format).toEqual(csv());
  });

  it('has a byte order mark in the first name where the server keeps it', () => {
    const marked = sample('\ufeffname,age\nAnn,30\n');
    expect(names(guessInput({ key: 'a.csv' }, marked).columns)).toEqual(['name', 'age']);
    expect(names(guessInput({ key: 'a.csv' }, marked, true).columns)).toEqual(['\ufeffname', 'age']);
  });

  it('knows an example of each column', () => {
    expect(guessInput({ key: 'a.csv' }, sample('name,age\nAnn,30\n')).columns).toEqual([
      { name: 'name', example: 'Ann' },
      { name: 'age', example: '30' },
    ]);
  });
});

describe('the guess of a JSON file', () => {
  it.each<[string, string, boolean, string, object, string[]]>([
    ['a.jsonl', '{"a":1}\n{"a":2}\n', false, 'LINES', { kind: 'root' }, ['a']],
    ['a.json', '{"a":1,"b":2}\n{"a":2', true, 'LINES', { kind: 'root' }, ['a', 'b']],
    ['a.json', '{"a":1}', false, 'LINES', { kind: 'root' }, ['a']],
    ['a.json', '{\n  "a": 1\n}\n', false, 'DOCUMENT', { kind: 'root' }, ['a']],
    ['a.json', '[{"a":1,"b":"]"},{"a":2}]', false, 'DOCUMENT', { kind: 'array' }, ['a', 'b']],
    ['a.json', '[\n {"a":1},\n {"a"', true, 'DOCUMENT', { kind: 'array' }, ['a']],
    ['a.json', '[1,2]', false, 'DOCUMENT', { kind: 'array' }, []],
    [
      'a.json',
      '{"n":1,"x":{"y":[{"z":1}]},"items":[{"a":1}]}',
      false,
      'DOCUMENT',
      { kind: 'member', name: 'items' },
      ['a'],
    ],
    [
      'a.json',
      '{"n":"x","tags":["b"],"items" : [ {"a":1',
      true,
      'DOCUMENT',
      { kind: 'member', name: 'items' },
      [],
    ],
    ['data', '{"a":1}\n{"a":2}\n', false, 'LINES', { kind: 'root' }, ['a']],
  ])('%s with %j', (key, text, isCut, type, rows, columns) => {
    const guess = guessInput({ key }, sample(text, { isCut }));
    expect(guess).toMatchObject({ format: { kind: 'json', type }, rows });
    expect(names(guess.columns)).toEqual(columns);
  });
});

describe('the guess of another file', () => {
  it.each([
    ['a.parquet', undefined, 'parquet', 'NONE'],
    ['data', sample('PAR1\u0015'), 'parquet', 'NONE'],
    ['a.csv.gz', undefined, 'csv', 'GZIP'],
    ['a.csv.bz2', sample('', { compression: 'BZIP2' }), 'csv', 'BZIP2'],
    ['a.json.gz', sample('{"a":1}\n{"a":2}\n', { compression: 'GZIP' }), 'json', 'GZIP'],
    ['a.csv.gz', sample('a,b\n1,2\n'), 'csv', 'NONE'],
    ['a.csv', sample('a,b\n1,2\n', { compression: 'GZIP' }), 'csv', 'GZIP'],
    ['photo.jpg', sample('\u0000\u0001'), undefined, 'NONE'],
    ['notes.txt', sample('Dear all, this is text.\nMore of it\n'), undefined, 'NONE'],
    ['notes', undefined, undefined, 'NONE'],
    ['a.csv', sample(''), 'csv', 'NONE'],
  ])('%s', (key, bytes, kind, compression) => {
    const guess = guessInput({ key }, bytes);
    expect(guess.format?.kind).toBe(kind);
    expect(guess.compression).toBe(compression);
  });

  it.each([
    ['text/csv; charset=utf-8', 'csv'],
    ['application/json', 'json'],
    ['application/x-ndjson', 'json'],
    ['application/vnd.apache.parquet', 'parquet'],
    ['image/png', undefined],
  ])('without a suffix is by its content type %s', (contentType, kind) => {
    expect(guessInput({ key: 'folder.v2/data', contentType }, undefined).format?.kind).toBe(kind);
  });

  it('is no text where its bytes are none, and a cut character does not count', () => {
    const bytes = new TextEncoder().encode('名,数\n果,3\n果');
    const cut = { compression: 'NONE', isCut: true } as const;
    expect(guessInput({ key: 'x' }, { ...cut, bytes: bytes.subarray(0, -1) }).format?.kind).toBe('csv');
    expect(
      guessInput({ key: 'x' }, { ...cut, bytes: Uint8Array.of(255, 44, 10, 255, 44) }).format,
    ).toBeUndefined();
  });

  it('tells compression by magic numbers', () => {
    expect(compressionOf(Uint8Array.of(0x1f, 0x8b, 8))).toBe('GZIP');
    expect(compressionOf(new TextEncoder().encode('BZh91AY'))).toBe('BZIP2');
    expect(compressionOf(new TextEncoder().encode('B'))).toBe('NONE');
  });
});
