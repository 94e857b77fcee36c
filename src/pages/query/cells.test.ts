import { describe, expect, it } from 'vitest';
import { cellOf, cellsOf, columnLabel } from './cells.ts';
import { jsonFields } from './json-fields.ts';

describe('cells', () => {
  it.each([
    ['"x \\"y\\" \\u00e9"', 'text', 'x "y" é'],
    ['""', 'text', ''],
    ['12345678901234567890', 'number', '12345678901234567890'],
    ['-1.50e3', 'number', '-1.50e3'],
    ['true', 'boolean', 'true'],
    ['null', 'null', 'null'],
    ['{"a": 1}', 'nested', '{"a": 1}'],
    ['[1,2]', 'nested', '[1,2]'],
  ])('%s is %s %s', (raw, kind, text) => expect(cellOf(raw)).toEqual({ kind, text }));

  it('stand under their columns, also those of one name', () => {
    const columns = [
      { name: 'b', turn: 0 },
      { name: 'a', turn: 0 },
      { name: 'a', turn: 1 },
      { name: 'c', turn: 0 },
    ];
    const cells = cellsOf(jsonFields('{"a":"1","a":2,"b":null}') ?? [], columns);
    expect(cells.map((cell) => cell?.text)).toEqual(['null', '1', '2', undefined]);
    expect(columns.map(columnLabel)).toEqual(['b', 'a', 'a (2)', 'c']);
  });
});
