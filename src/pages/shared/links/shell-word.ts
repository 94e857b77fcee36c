/** Within single quotes a POSIX shell takes everything as it is, but the quote itself. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
