import { quoteForShell } from '../../shared/links/shell-word.ts';
import { fileNameOf } from '../download/download-link.ts';
import type { LinkMethod } from './link-draft.ts';

/** One line for a POSIX shell that does what the link is for. `headers`: what must be sent with it. */
export function curlCommand(
  method: LinkMethod,
  url: string,
  key: string,
  headers: Record<string, string> = {},
): string {
  const name = fileNameOf(key);
  // A leading dash would be read as an option.
  const file = quoteForShell(name.startsWith('-') ? `./${name}` : name);
  const what = {
    GET: [`--output ${file}`],
    HEAD: ['--head'],
    PUT: [...Object.entries(headers).map(headerOption), `--upload-file ${file}`],
    DELETE: ['--request DELETE'],
  }[method];
  // --globoff: brackets and braces in a URL are meant as they are.
  return ['curl --fail --globoff', ...what, quoteForShell(url)].join(' ');
}

const headerOption = ([name, value]: [string, string]) => `--header ${quoteForShell(`${name}: ${value}`)}`;
