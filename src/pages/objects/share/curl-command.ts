import { fileNameOf } from '../download/download-link.ts';

/** One line for a POSIX shell that fetches the link into a file named after the key. */
export function curlCommand(url: string, key: string): string {
  const name = fileNameOf(key);
  // A leading dash would be read as an option.
  const output = name.startsWith('-') ? `./${name}` : name;
  // --globoff: brackets and braces in a URL are meant as they are.
  return `curl --fail --globoff --output ${quoteForShell(output)} ${quoteForShell(url)}`;
}

/** Within single quotes a POSIX shell takes everything as it is, but the quote itself. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
