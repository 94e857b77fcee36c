import { describe, expect, it } from 'vitest';
import { jsonFields } from './json-fields.ts';

describe('the fields of a line', () => {
  it.each<[string, [string, string][]]>([
    ['{}', []],
    [' { } ', []],
    [
      '{"a":1,"b":"x"}',
      [
        ['a', '1'],
        ['b', '"x"'],
      ],
    ],
    [
      '{"a":"1","a":"2"}',
      [
        ['a', '"1"'],
        ['a', '"2"'],
      ],
    ],
    [
      '{"n":12345678901234567890,"m":1.50}',
      [
        ['n', '12345678901234567890'],
        ['m', '1.50'],
      ],
    ],
    [
      '{ "a" : [1, {"b":"]}"}] , "c" : null }',
      [
        ['a', '[1, {"b":"]}"}]'],
        ['c', 'null'],
      ],
    ],
    [
      '{"q\\"":"\\\\","e":"\\"}"}',
      [
        ['q"', '"\\\\"'],
        ['e', '"\\"}"'],
      ],
    ],
    ['{"":true}', [['', 'true']]],
    ['{"\\u202e":"x"}\r', [['\u202e', '"x"']]],
  ])('%s', (line, fields) => {
    expect(jsonFields(line)).toEqual(fields.map(([name, raw]) => ({ name, raw })));
  });

  it.each(['', '[1]', '7', '{"a":1', '{"a"', '{"a":}', '{"a":1}x', '{a:1}', '{"a":"x}', '{"a":1 "b":2}'])(
    'are not in %j',
    (line) => expect(jsonFields(line)).toBeUndefined(),
  );
});
