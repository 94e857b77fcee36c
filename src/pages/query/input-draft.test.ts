import { describe, expect, it } from 'vitest';
import { draftOf, draftProblem, emptyDraft, formatOf, type InputDraft } from './input-draft.ts';

const csv: InputDraft = { ...emptyDraft, kind: 'csv' };

describe('the draft of the input options', () => {
  it('begins with what was guessed', () => {
    const format = {
      kind: 'csv',
      header: 'NONE',
      fieldDelimiter: '\t',
      recordDelimiter: '\r',
      quote: "'",
    } as const;
    expect(draftOf({ format, compression: 'GZIP' })).toMatchObject({
      kind: 'csv',
      compression: 'GZIP',
      header: 'NONE',
      fieldDelimiter: '\\t',
      recordDelimiter: '\\r',
      quote: "'",
      quoteEscape: "'",
    });
    expect(draftOf({ format: { kind: 'json', type: 'DOCUMENT' }, compression: 'NONE' })).toMatchObject({
      kind: 'json',
      jsonType: 'DOCUMENT',
    });
    expect(draftOf({ compression: 'NONE' })).toEqual(emptyDraft);
  });

  it('becomes what the call takes', () => {
    expect(formatOf(csv)).toEqual({
      kind: 'csv',
      header: 'USE',
      fieldDelimiter: ',',
      recordDelimiter: undefined,
      quote: '"',
      quoteEscape: '"',
      comments: '#',
      quotedRecordDelimiter: true,
    });
    expect(
      formatOf({ ...csv, fieldDelimiter: '\\t', recordDelimiter: '\\r\\n', quote: '', comments: '' }),
    ).toMatchObject({ fieldDelimiter: '\t', recordDelimiter: '\r\n', quote: undefined, comments: undefined });
    expect(formatOf({ ...csv, quoteEscape: '\\' })).toMatchObject({ quoteEscape: '\\' });
    expect(formatOf({ ...csv, fieldDelimiter: '\\u00a7' })).toMatchObject({ fieldDelimiter: '§' });
    expect(formatOf({ ...emptyDraft, kind: 'json' })).toEqual({ kind: 'json', type: 'LINES' });
    expect(formatOf({ ...emptyDraft, kind: 'parquet' })).toEqual({ kind: 'parquet' });
  });

  it.each<[string, Partial<InputDraft>, string]>([
    ['no format', { kind: '' }, 'choose-format'],
    ['no delimiter', { fieldDelimiter: '' }, 'delimiter'],
    ['a delimiter that XML cannot carry', { fieldDelimiter: '\\u0001' }, 'delimiter'],
    ['no end of rows', { recordDelimiter: '' }, 'record-delimiter'],
    ['a quote of two', { quote: '""' }, 'quote'],
    ['a comment of two', { comments: '//' }, 'quote'],
    ['a delimiter that ends rows', { fieldDelimiter: '\\n' }, 'same'],
    ['a delimiter that is the quote', { fieldDelimiter: '"' }, 'same'],
  ])('with %s is not sent', (_, changes, problem) => {
    expect(draftProblem({ ...csv, ...changes })).toBe(problem);
    expect(formatOf({ ...csv, ...changes })).toBeUndefined();
  });

  it('of JSON and Parquet does not mind what is of CSV', () => {
    expect(draftProblem({ ...emptyDraft, kind: 'json', fieldDelimiter: '' })).toBeUndefined();
  });
});
