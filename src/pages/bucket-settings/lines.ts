/** What a field with one entry a line holds, and back. Blanks are part of an entry; empty lines are none. */
export const linesOf = (text: string): string[] => text.split(/\r?\n/).filter((line) => line !== '');

export const textOf = (entries: readonly string[]): string => entries.join('\n');
