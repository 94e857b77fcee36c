import { describe, expect, it } from 'vitest';
import { createResultRows } from './result-rows.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const linesOf = (rows: ReturnType<typeof createResultRows>) =>
  Array.from({ length: rows.counts().kept }, (_, index) => rows.line(index));

const stream = '{"a":1}\n{"a":"é\\n"}\n\n{"b":2,"a":3}\n{"a":4}';
const wanted = ['{"a":1}', '{"a":"é\\n"}', '{"b":2,"a":3}', '{"a":4}'];

describe('the rows of a result', () => {
  it.each(Array.from({ length: bytesOf(stream).length + 1 }, (_, at) => at))(
    'are whole when cut at %i',
    (at) => {
      const rows = createResultRows();
      const bytes = bytesOf(stream);
      rows.push(bytes.slice(0, at));
      rows.push(bytes.slice(at));
      rows.end();
      expect(linesOf(rows)).toEqual(wanted);
      expect(rows.counts()).toMatchObject({ rows: 4, kept: 4, bytes: bytes.length });
    },
  );

  it('are whole byte by byte, and end once', () => {
    const rows = createResultRows();
    for (const byte of bytesOf(stream)) rows.push(Uint8Array.of(byte));
    expect(rows.counts().rows).toBe(3);
    rows.end();
    rows.end();
    expect(linesOf(rows)).toEqual(wanted);
  });

  it('name their columns in the order in which they came, also two of one name', () => {
    const rows = createResultRows();
    rows.push(bytesOf('{"a":1,"b":2}\n{"a":1,"c":1,"b":2}\n{"b":1,"b":2}\n[1]\n'));
    const { columns } = rows.counts();
    expect(columns).toEqual([
      { name: 'a', turn: 0 },
      { name: 'b', turn: 0 },
      { name: 'c', turn: 0 },
      { name: 'b', turn: 1 },
    ]);
    rows.push(bytesOf('{"a":1}\n'));
    expect(rows.counts().columns).toBe(columns);
  });

  it('are kept up to a number, and counted beyond it', () => {
    const rows = createResultRows({ rows: 3, bytes: 1000 });
    rows.push(bytesOf('{"a":1}\n{"a":2}\n'));
    rows.push(bytesOf('{"a":3}\n{"z":4}\n{"a":5}\n'));
    rows.push(bytesOf('{"a":6}\n'));
    expect(rows.counts()).toMatchObject({ rows: 6, kept: 3, bytes: 48, columns: [{ name: 'a' }] });
    expect(linesOf(rows)).toEqual(['{"a":1}', '{"a":2}', '{"a":3}']);
    expect(new TextDecoder().decode(rows.blocks()[1])).toBe('{"a":3}\n');
  });

  it('are kept up to a size, and no shorter one is let in after it', () => {
    const rows = createResultRows({ rows: 100, bytes: 20 });
    rows.push(bytesOf('{"a":1}\n{"a":"long enough"}\n{"a":2}\n'));
    rows.push(bytesOf('{"a":3}\n'));
    expect(rows.counts()).toMatchObject({ rows: 4, kept: 1, keptBytes: 8 });
    expect(linesOf(rows)).toEqual(['{"a":1}']);
  });

  it('are found in many blocks', () => {
    const rows = createResultRows();
    for (let index = 0; index < 1000; index += 1) rows.push(bytesOf(`{"n":${index}}\n`));
    expect([0, 1, 499, 998, 999].map(rows.line)).toEqual([0, 1, 499, 998, 999].map((n) => `{"n":${n}}`));
  });
});
