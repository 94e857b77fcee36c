import { expect, test } from 'vitest';
import { StorageError } from '../../../storage/index.ts';
import { lockAbsence } from './lock-absence.ts';

test.each([
  [new StorageError('not-supported', { status: 400, serviceCode: 'InvalidRequest' }), 'bucket'],
  [new StorageError('not-supported', { status: 501, serviceCode: 'NotImplemented' }), 'server'],
  [new StorageError('not-supported'), 'server'],
  [new StorageError('access-denied', { status: 403 }), undefined],
  [new Error('x'), undefined],
])('%s is a lack of the %s', (error, lacking) => expect(lockAbsence(error)).toBe(lacking));
