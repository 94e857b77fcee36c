import { describe, expect, it } from 'vitest';
import type { RowShape } from './row-shape.ts';
import { parseQuery } from './translate.ts';
import { likeRegex } from './write-like.ts';

const headerless: RowShape = { kind: 'csv', headers: undefined };
const people: RowShape = { kind: 'csv', headers: ['id', 'Name', 'select', 'x', 'X'] };
const document: RowShape = { kind: 'json', path: [] };
const parquet: RowShape = {
  kind: 'parquet',
  columns: [
    { name: 'id', kind: 'integer', conversion: 'none' },
    { name: 'Day "1"', kind: 'time', conversion: 'timestamp' },
    { name: 'nested', kind: 'json', conversion: 'to_json' },
  ],
};

const sqlOf = (text: string, shape: RowShape, output: 'csv' | 'json' = 'csv') =>
  parseQuery(text).translate(shape, output, 0).query.sql;

describe('a query', () => {
  it.each<{ text: string; shape: RowShape; sql: string }>([
    { text: 'select * from s3object', shape: people, sql: 'SELECT u FROM source' },
    { text: 'SELECT s.* FROM S3Object AS s LIMIT 3', shape: people, sql: 'SELECT u FROM source' },
    { text: 'select * from S3Object[*]', shape: document, sql: 'SELECT u FROM source' },
    { text: 'select s._2, _1 from s3object s', shape: headerless, sql: 'SELECT r[2], r[1] FROM source' },
    { text: 'select S3OBJECT.name from s3object', shape: people, sql: 'SELECT r[2] FROM source' },
    { text: 'select s."Name" from s3object s', shape: people, sql: 'SELECT r[2] FROM source' },
    { text: 'select "select" from s3object', shape: people, sql: 'SELECT r[3] FROM source' },
    { text: 'select s.X from s3object s', shape: people, sql: 'SELECT r[5] FROM source' },
    { text: 'select _2 from s3object', shape: people, sql: 'SELECT r[2] FROM source' },
    {
      text: `select "Day ""1""" from s3object`,
      shape: parquet,
      sql: `SELECT (regexp_replace(strftime(CAST("Day ""1""" AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%f'), '\\.?0*$', '') || 'Z') FROM source`,
    },
    {
      text: 'select s."a"[0] from s3object s',
      shape: document,
      sql: `SELECT ((r -> '/a/0') ->> '$') FROM source`,
    },
    {
      text: `select s['a~/''b'] from s3object s`,
      shape: document,
      sql: `SELECT ((r -> '/a~0~1''b') ->> '$') FROM source`,
    },
    {
      text: "select 'it''s' from s3object where _1 = 'a;--/*'",
      shape: headerless,
      sql: `SELECT 'it''s' FROM source WHERE (r[1] = 'a;--/*')`,
    },
    {
      text: 'select id from s3object where not id in (1, 2) or id is not null',
      shape: parquet,
      sql: `SELECT CAST(id AS VARCHAR) FROM source WHERE ((NOT (id IN (CAST('1' AS BIGINT), CAST('2' AS BIGINT)))) OR (NOT (id IS NULL)))`.replaceAll(
        /\bid\b/g,
        '"id"',
      ),
    },
  ])('$text', ({ text, shape, sql }) => {
    expect(sqlOf(text, shape)).toBe(sql);
  });

  it('divides the path of FROM at its last wildcard', () => {
    const { recordPath, rowPath } = parseQuery('select * from S3Object[*].a[*].b');
    expect(recordPath).toEqual([{ kind: 'name', name: 'a', quoted: false }, { kind: 'every' }]);
    expect(rowPath).toEqual([{ kind: 'name', name: 'b', quoted: false }]);
  });

  it('names its columns by alias, by path and by place', () => {
    const text = 'select s.id, s.a.b, s.c as "D e", 1, count from s3object s';
    const { columns } = parseQuery(text).translate(document, 'json', 0);
    expect(columns?.map(({ name }) => name)).toEqual(['id', 'b', 'D e', '_4', 'count']);
  });

  it('takes aggregates in two steps', () => {
    const { query } = parseQuery('select avg(id) + count(*) from s3object where id > 1').translate(
      parquet,
      'csv',
      0,
    );
    expect(query).toMatchObject({
      kind: 'aggregate',
      insertPartials: `SELECT sum("id") AS p1, count("id") AS p2, count(*) AS p3 FROM source WHERE ("id" > CAST('1' AS BIGINT))`,
    });
  });
});

describe('a LIKE pattern', () => {
  it.each([
    { pattern: 'a_b%', regex: 'a.b.*' },
    { pattern: '.*+?()[]{}^$|\\', regex: '\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\^\\$\\|\\\\' },
    { pattern: 'a!%!_!!_', sign: '!', regex: 'a\\%_\\!.' },
    { pattern: 'äß中🪣 \n', regex: 'äß中🪣 \n' },
  ])('$pattern is $regex', ({ pattern, sign, regex }) => {
    expect(likeRegex(pattern, sign)).toBe(regex);
  });

  it.each(['a!', 'a!b'])('%s has an escape for nothing', (pattern) => {
    expect(() => likeRegex(pattern, '!')).toThrow(
      expect.objectContaining({ code: 'EvaluatorLikePatternInvalidEscapeSequence' }),
    );
  });
});

describe('what is not in the grammar', () => {
  it.each([
    { text: '', code: 'ParseUnsupportedSelect' },
    { text: 'select from s3object', code: 'ParseEmptySelect' },
    { text: 'select *', code: 'ParseSelectMissingFrom' },
    { text: 'select *, _1 from s3object', code: 'ParseAsteriskIsNotAloneInSelectList' },
    { text: 'select * from other', code: 'ParseUnexpectedToken' },
    { text: 'select * from s3object a, s3object b', code: 'ParseMalformedJoin' },
    { text: 'select * from s3object join s3object', code: 'ParseMalformedJoin' },
    { text: 'select * from (select * from s3object)', code: 'ParseUnsupportedSyntax' },
    { text: 'select * from s3object where _1 in (select _1 from s3object)', code: 'ParseUnsupportedSyntax' },
    { text: 'select (select 1) from s3object', code: 'ParseUnsupportedSyntax' },
    { text: 'select * from s3object order by _1', code: 'ParseUnsupportedSyntax' },
    { text: 'select count(*) from s3object group by _1', code: 'ParseUnsupportedSyntax' },
    { text: 'select * from s3object union select 1', code: 'ParseUnsupportedSyntax' },
    { text: 'select distinct _1 from s3object', code: 'ParseUnsupportedSyntax' },
    { text: 'with a as (select 1) select * from a', code: 'ParseUnsupportedSelect' },
    { text: 'select * from s3object; drop table x', code: 'LexerInvalidChar' },
    { text: 'select * from s3object -- more', code: 'LexerInvalidOperator' },
    { text: 'select /* all */ * from s3object', code: 'LexerInvalidOperator' },
    { text: 'select $1 from s3object', code: 'LexerInvalidChar' },
    { text: 'select ? from s3object', code: 'LexerInvalidChar' },
    { text: 'select _1::int from s3object', code: 'LexerInvalidChar' },
    { text: 'select `a` from s3object', code: 'LexerInvalidChar' },
    { text: 'select $$a$$ from s3object', code: 'LexerInvalidChar' },
    { text: "select 'a from s3object", code: 'LexerInvalidLiteral' },
    { text: 'select 1a from s3object', code: 'LexerInvalidLiteral' },
    { text: "select 'a\0' from s3object", code: 'LexerInvalidChar' },
    { text: 'select "a\0" from s3object', code: 'LexerInvalidChar' },
    { text: "select E'a' from s3object", code: 'ParseSelectMissingFrom' },
    { text: "select * from read_csv('/etc/passwd')", code: 'ParseUnexpectedToken' },
    { text: "select * from '/etc/passwd'", code: 'ParseUnexpectedToken' },
    { text: "select * from s3object where read_text('/etc/passwd') = ''", code: 'UnsupportedFunction' },
    { text: "select glob('/*') from s3object", code: 'UnsupportedFunction' },
    { text: "select getenv('HOME') from s3object", code: 'UnsupportedFunction' },
    { text: "select current_setting('a') from s3object", code: 'UnsupportedFunction' },
    { text: 'select constructor(1) from s3object', code: 'UnsupportedFunction' },
    { text: "select to_string(utcnow(), 'y') from s3object", code: 'UnsupportedFunction' },
    { text: 'pragma version', code: 'ParseUnsupportedSelect' },
    { text: 'set threads = 1', code: 'ParseUnsupportedSelect' },
    { text: "attach 'x'", code: 'ParseUnsupportedSelect' },
    { text: "copy (select 1) to 'x'", code: 'ParseUnsupportedSelect' },
    { text: 'select sum(*) from s3object', code: 'ParseUnsupportedCallWithStar' },
    { text: 'select sum(_1, _2) from s3object', code: 'ParseNonUnaryAgregateFunctionCall' },
    { text: 'select count(*), _1 from s3object', code: 'UnsupportedSqlStructure' },
    { text: 'select _1 from s3object where count(*) > 1', code: 'UnsupportedSqlStructure' },
    { text: 'select sum(sum(_1)) from s3object', code: 'UnsupportedSqlStructure' },
    { text: 'select cast(_1 as blob) from s3object', code: 'ParseExpectedTypeName' },
    { text: 'select cast(_1 as decimal(39)) from s3object', code: 'ParseInvalidTypeParam' },
    { text: 'select lower() from s3object', code: 'EvaluatorInvalidArguments' },
    { text: 'select extract(week from _1) from s3object', code: 'ParseExpectedDatePart' },
    { text: 'select _1 as from s3object', code: 'ParseExpectedIdentForAlias' },
    { text: 'select * from s3object where', code: 'ParseUnexpectedToken' },
    { text: 'select * from s3object where _1 like', code: 'ParseUnexpectedToken' },
    {
      text: "select * from s3object where _1 like 'a' escape 'ab'",
      code: 'EvaluatorLikePatternInvalidEscapeSequence',
    },
    { text: 'select * from s3object limit -1', code: 'EvaluatorNegativeLimit' },
    { text: 'select * from s3object limit 1.5', code: 'ParseExpectedNumber' },
    { text: 'select * from s3object where _1 between 1', code: 'ParseExpectedKeyword' },
    { text: 'select s._1.a from s3object s', code: 'EvaluatorBindingDoesNotExist' },
    { text: 'select s.nobody from s3object s', code: 'MissingHeaders' },
    { text: 'select _0 from s3object', code: 'InvalidColumnIndex' },
    { text: 'select s from s3object s', code: 'UnsupportedSqlStructure' },
    { text: 'select * from s3object where 1', code: 'IncorrectSqlFunctionArgumentType' },
    { text: 'select true + 1 from s3object', code: 'IncorrectSqlFunctionArgumentType' },
    { text: `select ${'('.repeat(100)}1${')'.repeat(100)} from s3object`, code: 'MaxOperatorsExceeded' },
    { text: `select 1${' + 1'.repeat(600)} from s3object`, code: 'MaxOperatorsExceeded' },
    {
      text: `select ${'nullif('.repeat(60)}_1${', 1)'.repeat(60)} from s3object`,
      code: 'MaxOperatorsExceeded',
    },
  ])('is refused: $text', ({ text, code }) => {
    expect(() => sqlOf(text, headerless)).toThrow(expect.objectContaining({ code, status: 400 }));
  });

  it.each([
    {
      text: 'select S.x from s3object s',
      shape: { kind: 'csv', headers: ['X', 'x'] } as const,
      code: undefined,
    },
    {
      text: 'select s.xx from s3object s',
      shape: { kind: 'csv', headers: ['XX', 'xX'] } as const,
      code: 'AmbiguousFieldName',
    },
    {
      text: 'select s."xx" from s3object s',
      shape: { kind: 'csv', headers: ['XX'] } as const,
      code: 'MissingHeaders',
    },
    { text: 'select s.nope from s3object s', shape: parquet, code: 'EvaluatorBindingDoesNotExist' },
  ])('$text of $shape', ({ text, shape, code }) => {
    if (code === undefined) expect(sqlOf(text, shape)).toBe('SELECT r[2] FROM source');
    else expect(() => sqlOf(text, shape)).toThrow(expect.objectContaining({ code }));
  });

  it('is one code in MinIO', () => {
    expect(() => parseQuery('select * from s3object order by 1')).toThrow(
      expect.objectContaining({
        inMinio: expect.objectContaining({ code: 'ParseSelectFailure', status: 400 }),
      }),
    );
  });
});
