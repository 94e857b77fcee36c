/**
 * Why Pail cannot start, as one sentence for the person at the terminal: what is wrong and what to do. The
 * program prints it and ends with status 1; anything else that is thrown is a bug and keeps its stack.
 */
export class StartProblem extends Error {
  override name = 'StartProblem';
}

/** The errno code of a system error (`EADDRINUSE`), or undefined for anything else. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
