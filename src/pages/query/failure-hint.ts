import { type SelectInput, StorageError } from '../../storage/index.ts';

export type FailureHint = 'parquet' | 'format';

/** What servers mean by an answer that says something else. All of them seen on MinIO. */
export function failureHint(error: unknown, { input }: SelectInput): FailureHint | undefined {
  if (!(error instanceof StorageError)) return undefined;
  if (error.code === 'server-error') {
    // Parquet that is off, and an object that it cannot begin to read, are both 500.
    return input.kind === 'parquet' ? 'parquet' : 'format';
  }
  return error.code === 'query-refused' && error.serviceCode === 'InternalError' ? 'format' : undefined;
}
