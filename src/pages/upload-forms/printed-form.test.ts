import { expect, test } from 'vitest';
import type { FormTerms } from '../../storage/index.ts';
import { readByShell } from '../shared/links/read-by-shell.mjs';
import { exampleType, formCurl, formHtml, printedForm } from './printed-form.ts';

const terms: FormTerms = {
  bucket: 'b',
  key: { prefix: 'in/' },
  contentType: { prefix: 'image/' },
  expiresAt: new Date(0),
  fixed: {},
  metadata: {},
};
const fields = {
  bucket: 'b',
  'x-amz-meta-note': `"><script>alert('x')</script>&amp;\n@`,
  key: `in/it's.txt`,
  Policy: 'cG9s',
};
const printed = printedForm('https://h/b?a=1&b="2"', fields, terms);

test('the key leads, and a type that is left open has an example', () => {
  expect(printed.fields.map(([name]) => name)).toEqual([
    'key',
    'Content-Type',
    'bucket',
    'x-amz-meta-note',
    'Policy',
  ]);
  expect(printed.fields[1]).toEqual(['Content-Type', 'image/jpeg']);
});

test.each<[FormTerms['contentType'], string]>([
  [undefined, ''],
  [{ prefix: '' }, 'application/octet-stream'],
  [{ prefix: 'font/' }, 'font/'],
  [{ exact: 'a/b' }, 'a/b'],
])('%j: %s', (contentType, type) => {
  expect(exampleType(contentType)).toBe(type);
});

test('no field is sent that the policy does not name', () => {
  const open = printedForm('https://h/b', fields, { ...terms, contentType: undefined });
  expect(open.fields.map(([name]) => name)).not.toContain('Content-Type');
});

test('HTML holds any value and runs none', () => {
  const html = formHtml(printed, terms);
  expect(html).toContain('action="https://h/b?a=1&#38;b=&#34;2&#34;"');
  expect(html).toContain(
    'value="&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;amp;&#10;@"',
  );
  expect(html).not.toContain('<script');
  expect(html).toContain('<label>Content type <input name="Content-Type" value="image/jpeg"></label>');
  const exact = formHtml(printed, { ...terms, contentType: { exact: 'image/jpeg' } });
  expect(exact).toContain('<input type="hidden" name="Content-Type" value="image/jpeg">');
});

test('a shell reads every value back as it was', () => {
  const words = formCurl(printed).split(' \\\n').slice(1);
  expect(words[0]).toBe(`  --form-string 'key=in/it'\\''s.txt'`);
  expect(readByShell(words[3]?.trim().slice('--form-string '.length) ?? '')).toBe(
    `x-amz-meta-note=${fields['x-amz-meta-note']}`,
  );
  expect(words.at(-2)).toBe("  --form 'file=@FILE'");
  expect(readByShell(words.at(-1)?.trim() ?? '')).toBe('https://h/b?a=1&b="2"');
});
