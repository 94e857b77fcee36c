import { describe, expect, it } from 'vitest';
import { StorageError } from '../../storage/index.ts';
import { summaryState } from './summary-state.ts';

describe('the summary of a setting', () => {
  it.each([
    ['loading', { data: undefined, error: null }],
    ['configured', { data: { value: [] }, error: null }],
    ['unset', { data: { value: undefined }, error: null }],
    ['configured', { data: { value: '' }, error: new StorageError('network') }],
    ['unavailable', { data: undefined, error: new StorageError('not-supported') }],
    ['denied', { data: undefined, error: new StorageError('access-denied') }],
    ['failed', { data: undefined, error: new StorageError('no-such-bucket') }],
    ['failed', { data: undefined, error: new TypeError('broken') }],
  ] as const)('is %s', (state, query) => {
    expect(summaryState(query)).toBe(state);
  });
});
