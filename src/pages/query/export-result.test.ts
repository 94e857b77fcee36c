import { describe, expect, it } from 'vitest';
import { csvFile, csvHeader, csvRow, exportName, jsonFile } from './export-result.ts';

const columns = [
  { name: 'a', turn: 0 },
  { name: 'b,c', turn: 0 },
  { name: 'a', turn: 1 },
];

describe('an export', () => {
  it('has a header of its columns', () => expect(csvHeader(columns)).toBe('a,"b,c",a (2)\r\n'));

  it.each([
    ['{"a":"x","b,c":1.50,"a":true}', 'x,1.50,true\r\n'],
    ['{"a":null}', ',,\r\n'],
    ['{"a":"say \\"hi\\"\\nthere","b,c":{"d":[1,2]}}', '"say ""hi""\nthere","{""d"":[1,2]}",\r\n'],
    ['{"a":" x","b,c":"=1+1"}', '" x",=1+1,\r\n'],
    ['[1,2]', '"[1,2]"\r\n'],
  ])('of %s is %j', (line, row) => expect(csvRow(line, columns)).toBe(row));

  it('is a file of all rows, in order', async () => {
    const file = csvFile(30_000, (index) => `{"a":"${'x'.repeat(100)}${index}"}`, columns);
    const lines = (await file.text()).split('\r\n');
    expect(lines).toHaveLength(30_002);
    expect(lines[30_000]).toMatch(/x29999,,$/);
  });

  it('as JSON is what came', async () => {
    const blocks = ['{"n":12345678901234567890}\n', '{"a":1}\n'].map((text) =>
      new TextEncoder().encode(text),
    );
    expect(await jsonFile(blocks).text()).toBe('{"n":12345678901234567890}\n{"a":1}\n');
  });

  it.each([
    ['2026/orders.csv.gz', 'orders-result.csv'],
    ['100%.txt', '100%-result.csv'],
    ['in/\u202ecsv.exe', '_csv.exe-result.csv'],
    ['a:b?.json', 'a_b_-result.csv'],
    ['folder/', 'query-result.csv'],
    ['.csv', 'query-result.csv'],
    ['报告.parquet', '报告-result.csv'],
  ])('of %j is called %s', (key, name) => expect(exportName(key, 'csv')).toBe(name));
});
