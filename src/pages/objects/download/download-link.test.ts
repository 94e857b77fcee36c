import { expect, test } from 'vitest';
import { contentDisposition, fileNameOf } from './download-link.ts';

test.each([
  ['a.jpg', 'a.jpg'],
  ['photos/2026/a b.jpg', 'a b.jpg'],
  ['folder/', 'folder'],
  ['folder//', 'folder'],
  ['', 'download'],
  ['/', 'download'],
  ['a/..', 'download'],
  ['a/.', 'download'],
  ['a\u0000b\u001bc\u007f', 'a_b_c_'],
  ['photo\u202egpj.exe', 'photo_gpj.exe'],
  ['..\\..\\evil.exe', '.._.._evil.exe'],
  ['x/\ud83d', '\ufffd'],
])('%j is saved as %j', (key, name) => {
  expect(fileNameOf(key)).toBe(name);
});

test.each([
  ['a.jpg', 'attachment; filename="a.jpg"'],
  ['a b;c.jpg', 'attachment; filename="a b;c.jpg"'],
  ['say "hi".txt', `attachment; filename="say _hi_.txt"; filename*=UTF-8''say%20%22hi%22.txt`],
  ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
  ['报告.pdf', `attachment; filename="__.pdf"; filename*=UTF-8''%E6%8A%A5%E5%91%8A.pdf`],
  ['😀.png', `attachment; filename="_.png"; filename*=UTF-8''%F0%9F%98%80.png`],
  ["it's (1)*!.txt", `attachment; filename="it's (1)*!.txt"`],
  ["é'(1)*!.txt", `attachment; filename="_'(1)*!.txt"; filename*=UTF-8''%C3%A9%27%281%29%2A!.txt`],
  ['a\r\nSet-Cookie: x', 'attachment; filename="a__Set-Cookie: x"'],
])('%j: %s', (key, header) => {
  expect(contentDisposition('attachment', key)).toBe(header);
});

test('a link to look at says inline', () => {
  expect(contentDisposition('inline', 'x/a.jpg')).toBe('inline; filename="a.jpg"');
});

test('every header is one line of ASCII whose name decodes to the file name', () => {
  for (const key of ['a"b%c中😀\u0007.txt', "'(*)!~.é", '~ #?&+=@.txt']) {
    const header = contentDisposition('attachment', key);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    const encoded = /filename\*=UTF-8''(.*)$/.exec(header)?.[1];
    const plain = /filename="([^"]*)"/.exec(header)?.[1];
    expect(encoded === undefined ? plain : decodeURIComponent(encoded)).toBe(fileNameOf(key));
  }
});
