export function wordsOfShell(
  scripts: readonly string[],
  names: readonly string[],
  environment?: Record<string, string>,
): string[][][];
export function outputOfShell(script: string, environment: Record<string, string>): string[];
export function callsOfPython(
  programs: readonly string[],
  environment?: Record<string, string>,
): [name: string, args: unknown[], named: Record<string, unknown>][][];
export const hasPython: boolean;
