import { expect, it } from 'vitest';
import { type SelectInput, StorageError, type StorageErrorCode } from '../../storage/index.ts';
import { failureHint } from './failure-hint.ts';

const input: SelectInput = {
  bucket: 'b',
  key: 'k',
  expression: '',
  input: { kind: 'csv', header: 'USE' },
  output: 'json',
};

it.each<[StorageErrorCode, string | undefined, Partial<SelectInput>, string | undefined]>([
  ['server-error', 'InternalError', { input: { kind: 'parquet' } }, 'parquet'],
  ['server-error', 'InternalError', {}, 'format'],
  ['network', undefined, { compression: 'NONE' }, undefined],
  ['query-refused', 'InternalError', {}, 'format'],
  ['query-refused', 'ParseUnexpectedToken', {}, undefined],
  ['access-denied', 'AccessDenied', {}, undefined],
])('%s %s with %j hints at %s', (code, serviceCode, changes, hint) => {
  expect(failureHint(new StorageError(code, { serviceCode }), { ...input, ...changes })).toBe(hint);
});

it('says nothing of faults of the page', () => expect(failureHint(new Error(), input)).toBeUndefined());
