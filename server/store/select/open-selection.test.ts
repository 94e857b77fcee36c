import { describe, expect, it } from 'vitest';
import { openSelection, type SelectionOptions } from './open-selection.ts';
import type { InputFormat, OutputFormat } from './select-request.ts';
import { parseQuery } from './translate.ts';

const csvInput: InputFormat = {
  kind: 'csv',
  header: 'USE',
  csv: {
    fieldDelimiter: ',',
    recordDelimiter: '\n',
    quote: '"',
    quoteEscape: '"',
    comment: '#',
    allowQuotedRecordDelimiter: true,
  },
};
const jsonInput: InputFormat = { kind: 'json', type: 'LINES' };
const csvOutput: OutputFormat = {
  kind: 'csv',
  fieldDelimiter: ',',
  recordDelimiter: '|',
  quote: '"',
  quoteEscape: '"',
  quoteFields: 'ASNEEDED',
};
const jsonOutput: OutputFormat = { kind: 'json', recordDelimiter: '|' };

const now = Date.UTC(2026, 1, 3, 4, 5, 6, 70);

interface Run {
  text: string;
  expression: string;
  input?: InputFormat;
  output?: OutputFormat;
  rest?: Partial<SelectionOptions>;
}

async function select({
  text,
  expression,
  input = csvInput,
  output = csvOutput,
  rest,
}: Run): Promise<string> {
  const reader = {
    async *chunks() {
      yield Buffer.from(text);
    },
    close: async () => undefined,
  };
  const selection = await openSelection({
    object: {
      size: text.length,
      reader,
      reopen: async () => reader,
      scratchPath: () => {
        throw new Error('Text is not laid down');
      },
    },
    request: { expression, compression: 'NONE', input, output, wantsProgress: false, scanRange: undefined },
    query: parseQuery(expression),
    profile: 'aws',
    now,
    signal: new AbortController().signal,
    ...rest,
  });
  try {
    let selected = '';
    for await (const records of selection.records) selected += records;
    return selected;
  } finally {
    await selection.dispose();
  }
}

/** The value of an expression over one record. */
const csvRow = 'n,text,empty,when,flag\n10,"Ünï, ""x""",,2020-02-29T12:30:15.250-01:00,TRUE\n';
const jsonRow = '{"n":10,"big":9007199254740993,"t":"10","z":null,"a":[1,{"b":"x"}],"o":{"K":true},"d":1.50}';

const evaluate = async (expression: string, input: InputFormat, output: OutputFormat) => {
  const text = input.kind === 'csv' ? csvRow : jsonRow;
  return (
    await select({ text, expression: `select ${expression} as v from s3object s`, input, output })
  ).slice(0, -1);
};

describe('an expression over CSV', () => {
  it.each([
    // Numbers
    ['s.n', '10'],
    ['s.n + 1', '11'],
    ['s.n / 4', '2.5'],
    ['cast(s.n as int) / 4', '2'],
    ['cast(s.n as int) % 4', '2'],
    ['cast(s.n as int) * 300000000000', '3000000000000'],
    ['-cast(s.n as int) - -1', '-9'],
    ['1 + 2 * 3 - (4 - 5)', '8'],
    ['0.1 + 0.2', '0.3'],
    ['7.0 / 2', '3.5'],
    ['1e3', '1000'],
    ['cast(s.n as float) / 3', '3.3333333333333335'],
    ["cast('1.5' as decimal)", '1.5'],
    ["cast('1.5' as decimal(5, 2))", '1.50'],
    ['cast(1.9 as int)', '1'],
    ['cast(s.flag as bool)', 'true'],
    ['cast(true as int)', '1'],
    ['cast(s.n as string) || cast(1.50 as string)', '101.5'],
    // Comparisons
    ['s.n > 9', 'true'],
    ["s.n > '9'", 'false'],
    ['s.n = 10.0', 'true'],
    ['s.text > 5', ''],
    ['s.n <> 10', 'false'],
    ['s.n != 11', 'true'],
    ['s.n between 9 and 10', 'true'],
    ['s.n not between 9 and 10', 'false'],
    ['s.n in (1, 10)', 'true'],
    ["s.n in ('1', '10')", 'true'],
    ["s.n not in ('a', 1)", 'true'],
    ['s.flag = true', 'true'],
    ['cast(s."when" as timestamp) > \'2020-02-29T\'', 'true'],
    ['9007199254740993 = 9007199254740992', 'false'],
    ["'9007199254740993' = 9007199254740992", 'false'],
    // Conditions
    ['not s.n = 10 or s.n = 10 and s.n = 11', 'false'],
    ['s.empty is null', 'false'],
    ['_9 is missing', 'true'],
    ['_9 is not null', 'false'],
    ["s.empty = ''", 'true'],
    ['null = null', ''],
    // Texts
    ['s.text', '"Ünï, ""x"""'],
    ["s.text like '_n%x_'", 'true'],
    ["'a%b' like 'a!%b' escape '!'", 'true'],
    ["'axb' like 'a!%b' escape '!'", 'false'],
    ["'AB' not like 'ab'", 'true'],
    ["'a.b' like 'a.b'", 'true'],
    ["'axb' like 'a.b'", 'false'],
    ["'a\nb' like 'a%b'", 'true'],
    ["s.n like s.n || '%'", 'true'],
    ["'a.c' like _9 || 'x'", ''],
    ["'a%_\\' like 'a!%!_\\' escape '!'", 'true'],
    // An engine's own LIKE would be at it for hours.
    [`'${'x'.repeat(200)}' like '${'%_x'.repeat(30)}y'`, 'false'],
    [`'${'x'.repeat(200)}' like '' || '${'%_x'.repeat(30)}y'`, 'false'],
    ['char_length(s.text)', '8'],
    ['character_length(s.empty)', '0'],
    ["lower('ÄB') || upper('öc')", 'äbÖC'],
    ["substring('abcdef', 2)", 'bcdef'],
    ["substring('abcdef' from 2 for 3)", 'bcd'],
    ["substring('abcdef', 0, 3)", 'ab'],
    ["substring('abcdef', -5)", 'abcdef'],
    ["'[' || trim('  a ') || ']'", '[a]'],
    ["trim(leading 'x' from 'xxaxx')", 'axx'],
    ["trim(trailing 'x' from 'xxaxx')", 'xxa'],
    ["trim(both 'x' from 'xxaxx')", 'a'],
    // Choices
    ["case when s.n > 5 then 'big' else 'small' end", 'big'],
    ["case s.n when 9 then 'a' when 10 then 'b' end", 'b'],
    ['case when s.n > 50 then 1 end', ''],
    ['coalesce(_9, null, s.n)', '10'],
    ['nullif(s.n, 10)', ''],
    ["nullif(s.n, '9')", '10'],
    // Times
    ['utcnow()', '2026-02-03T04:05:06.07Z'],
    ['cast(s."when" as timestamp)', '2020-02-29T13:30:15.25Z'],
    ["to_timestamp('2007T')", '2007-01-01T00:00:00Z'],
    ["to_timestamp('2007-02T')", '2007-02-01T00:00:00Z'],
    ["to_timestamp('2007-02-03')", '2007-02-03T00:00:00Z'],
    ["to_timestamp('2007-02-03T04:05+01:00')", '2007-02-03T03:05:00Z'],
    ["date_add(month, 1, to_timestamp('2020-01-31T'))", '2020-02-29T00:00:00Z'],
    ["date_add(minute, -1, to_timestamp('2020-01-01T'))", '2019-12-31T23:59:00Z'],
    ["date_diff(year, to_timestamp('2010-12T'), to_timestamp('2011-01T'))", '0'],
    ["date_diff(hour, to_timestamp('2010-01-01T'), to_timestamp('2010-01-02T'))", '24'],
    ["extract(day from to_timestamp('2007-02-03T'))", '3'],
    ["extract(timezone_hour from to_timestamp('2007-02-03T'))", '0'],
  ])('%s is %s', async (expression, value) => {
    expect(await evaluate(expression, csvInput, csvOutput)).toBe(value);
  });
});

describe('an expression over JSON', () => {
  it.each([
    ['s.n', '{"v":10}'],
    ['s.N', '{"v":10}'],
    ['s."N"', '{}'],
    ['s.big', '{"v":9007199254740993}'],
    ['s.a[1].b', '{"v":"x"}'],
    ['s.a[7]', '{}'],
    ['s.a', '{"v":[1,{"b":"x"}]}'],
    ['s.O.k', '{"v":true}'],
    ["s.o['K'] = true", '{"v":true}'],
    ['s.z', '{"v":null}'],
    ['s.z is null', '{"v":true}'],
    ['s.z is missing', '{"v":false}'],
    ['s.nope is null', '{"v":true}'],
    ['s.nope is missing', '{"v":true}'],
    ['s.n > 9', '{"v":true}'],
    ['s.n = s.t', '{"v":true}'],
    ["s.t like '1_'", '{"v":true}'],
    ["s.o = 'x'", '{"v":false}'],
    ['s.d + 1', '{"v":2.5}'],
    ['coalesce(s.z, s.nope, s.n)', '{"v":10}'],
    ["coalesce(s.z, 'x')", '{"v":"x"}'],
    ["case when s.n = 10 then s.a else 'none' end", '{"v":[1,{"b":"x"}]}'],
    ["'a' || s.n", '{"v":"a10"}'],
    ['cast(s.n as string)', '{"v":"10"}'],
    ['s', `{"v":${jsonRow}}`],
    ['null', '{"v":null}'],
    ['1 = 1', '{"v":true}'],
    ['utcnow()', '{"v":"2026-02-03T04:05:06.07Z"}'],
  ])('%s gives %s', async (expression, value) => {
    expect(await evaluate(expression, jsonInput, jsonOutput)).toBe(value);
  });
});

describe('aggregates', () => {
  const text = 'n,t\n1,a\n2,b\n30,\n';

  it.each([
    {
      expression: 'select count(*), count(n), sum(n), avg(n), min(n), max(n) from s3object',
      selected: '3,3,33,11,1,30|',
    },
    { expression: 'select count(*) from s3object where n > 1', selected: '2|' },
    { expression: 'select sum(cast(n as decimal(9, 2))) from s3object', selected: '33.00|' },
    { expression: 'select max(cast(n as int)) * 2 + count(*) from s3object', selected: '63|' },
    { expression: 'select min(lower(t)), max(upper(t)) from s3object', selected: ',B|' },
    { expression: 'select count(*), sum(n), avg(n), max(n) from s3object where n > 99', selected: '0,,,|' },
    { expression: 'select count(*) from s3object limit 0', selected: '' },
    { expression: 'select count(_3) from s3object', selected: '0|' },
    { expression: 'select n from s3object where n >= 2 limit 1', selected: '2|' },
    { expression: 'select * from s3object limit 0', selected: '' },
  ])('$expression', async ({ expression, selected }) => {
    expect(await select({ text, expression })).toBe(selected);
  });

  it('leave out nulls of a document', async () => {
    const lines = '{"n":1}{"n":null}{}{"n":2.5}';
    const expression = 'select count(*) c, count(s.n) n, sum(s.n) s from s3object s';
    expect(await select({ text: lines, expression, input: jsonInput, output: jsonOutput })).toBe(
      '{"c":4,"n":2,"s":3.5}|',
    );
  });
});

describe('a query that goes wrong while it runs', () => {
  it.each([
    { expression: 'select cast(text as int) from s3object', code: 'CastFailed' },
    { expression: "select cast('1.5' as int) from s3object", code: 'CastFailed' },
    { expression: 'select cast(text as timestamp) from s3object', code: 'CastFailed' },
    { expression: 'select text + 1 from s3object', code: 'CastFailed' },
    { expression: 'select sum(text) from s3object', code: 'CastFailed' },
    { expression: 'select cast(n as int) * 999999999999999999 from s3object', code: 'IntegerOverflow' },
    { expression: 'select 1 / 0 from s3object', code: 'ExternalEvalException' },
    { expression: 'select n % 0 from s3object', code: 'ExternalEvalException' },
  ])('$expression: $code', async ({ expression, code }) => {
    await expect(select({ text: csvRow, expression })).rejects.toMatchObject({ code });
  });

  it('ends when its time is up', async () => {
    const text = `t\n${`${'x'.repeat(1000)}\n`.repeat(20_000)}`;
    const expression = `select count(*) from s3object where ${'lower('.repeat(40)}t${')'.repeat(40)} = 'y'`;
    await expect(select({ text, expression, rest: { limitMs: 1 } })).rejects.toMatchObject({
      code: 'ExternalEvalException',
    });
  });
});

it('reads what a query cannot mistake', async () => {
  const text = `a\n"quote "" \\ 'x'"\n"line\nfeed"\n"\u0000\u001f中🪣"\n[1]\nnull\n`;
  expect(await select({ text, expression: 'select * from s3object', output: jsonOutput })).toBe(
    `{"a":"quote \\" \\\\ 'x'"}|{"a":"line\\nfeed"}|{"a":"\\u0000\\u001f中🪣"}|{"a":"[1]"}|{"a":"null"}|`,
  );
  expect(await select({ text, expression: 'select a from s3object', output: jsonOutput })).toBe(
    `{"a":"quote \\" \\\\ 'x'"}|{"a":"line\\nfeed"}|{"a":"\\u0000\\u001F中🪣"}|{"a":"[1]"}|{"a":"null"}|`,
  );
});
