export function readByShell(word: string): string;
