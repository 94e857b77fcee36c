import type { FormTerms } from '../../storage/index.ts';
import { quoteForShell } from '../shared/links/shell-word.ts';

export interface PrintedForm {
  url: string;
  /** What is sent before the file, in order. */
  fields: [name: string, value: string][];
}

/** A type that fits, for those that fill it in by hand. */
const examples: Record<string, string> = {
  '': 'application/octet-stream',
  'image/': 'image/jpeg',
  'video/': 'video/mp4',
  'audio/': 'audio/mpeg',
  'text/': 'text/plain',
  'application/': 'application/octet-stream',
};

/** The type that is written into a form that cannot look at its file. */
export function exampleType(contentType: FormTerms['contentType']): string {
  if (!contentType) return '';
  return 'exact' in contentType ? contentType.exact : (examples[contentType.prefix] ?? contentType.prefix);
}

/** All fields in their order; a type that the form leaves open has an example in it. */
export function printedForm(url: string, fields: Record<string, string>, terms: FormTerms): PrintedForm {
  const { key = '', 'Content-Type': type = exampleType(terms.contentType), ...rest } = fields;
  return {
    url,
    fields: [
      ['key', key],
      ...(terms.contentType ? [['Content-Type', type] as [string, string]] : []),
      ...Object.entries(rest),
    ],
  };
}

/** For a POSIX shell. `--form-string`: a value that begins with `@` or `<` names no file. */
export function formCurl({ url, fields }: PrintedForm): string {
  const lines = fields.map(([name, value]) => `  --form-string ${quoteForShell(`${name}=${value}`)} \\`);
  return ['curl --fail --globoff \\', ...lines, "  --form 'file=@FILE' \\", `  ${quoteForShell(url)}`].join(
    '\n',
  );
}

/** A page of its own that needs no script. The type is there to be changed where the form leaves it open. */
export function formHtml({ url, fields }: PrintedForm, terms: FormTerms): string {
  const isOpen = terms.contentType !== undefined && 'prefix' in terms.contentType;
  const inputs = fields.map(([name, value]) =>
    name === 'Content-Type' && isOpen
      ? `  <label>Content type <input name="Content-Type" value="${escaped(value)}"></label>`
      : `  <input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return [
    '<!doctype html>',
    '<meta charset="utf-8">',
    '<title>Upload</title>',
    `<form action="${escaped(url)}" method="post" enctype="multipart/form-data">`,
    ...inputs,
    '  <input type="file" name="file" required>',
    '  <button>Upload</button>',
    '</form>',
    '',
  ].join('\n');
}

/** Line breaks too: a parser of HTML would turn them into others. */
const escaped = (text: string) => text.replace(/[&<>"'\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
