import { describe, expect, it } from 'vitest';
import {
  extensionOf,
  formEscape,
  jsonEscape,
  type MagicFile,
  needsContent,
  needsSize,
  writeMagicVariables,
} from './magic-variables.ts';

const file: MagicFile = {
  namespace: 'demo',
  dir: '/a b',
  name: 'x "y".tar.gz',
  size: 42,
  mimeType: 'image/png',
  image: { width: 3, height: 4 },
  vars: new Map([
    ['user', 'Ü&/'],
    ['a-b', '${name}'],
  ]),
};
const moment = { now: Date.UTC(2026, 1, 3, 23, 59), uuid: 'u-u' };

describe('magic variables', () => {
  it.each([
    ['${namespace}', 'demo'],
    ['${dir}/${name}', '/a b/x "y".tar.gz'],
    ['${ext}', 'gz'],
    ['${uuid}', 'u-u'],
    ['${size} ${fileSize} ${filesize}', '42 42 42'],
    ['${mimeType}', 'image/png'],
    ['${width}x${height}', '3x4'],
    ['/${year}/${month}/${day}/', '/2026/02/03/'],
    ['${var-user}', 'Ü&/'],
    ['${var-a-b}', '${name}'],
    ['[${var-none}]', '[]'],
    ['${unknown} ${} $name {name} ${name', '${unknown} ${} $name {name} ${name'],
    ['$${size}', '$42'],
    ['${__proto__}${toString}', '${__proto__}${toString}'],
    ['', ''],
  ])('of %s make %s', (template, written) => {
    expect(writeMagicVariables(template, file, moment)).toBe(written);
  });

  it('of what is no image have no size', () => {
    expect(writeMagicVariables('[${width}${height}]', { ...file, image: undefined }, moment)).toBe('[]');
  });

  it('stay inside the syntax around them', () => {
    expect(writeMagicVariables('{"n":"${name}"}', file, moment, jsonEscape)).toBe('{"n":"x \\"y\\".tar.gz"}');
    expect(writeMagicVariables('u=${var-user}&n=1', file, moment, formEscape)).toBe('u=%C3%9C%26%2F&n=1');
  });

  it.each([
    ['${name}', false, false],
    ['a${size}', true, true],
    ['${filesize}${fileSize}', true, true],
    ['${width}', false, true],
    ['${mimeType}', false, true],
    ['size', false, false],
  ])('%s: needs the size %s, the content %s', (template, size, content) => {
    expect(needsSize(template)).toBe(size);
    expect(needsContent(template)).toBe(content);
  });

  it.each([
    ['a.JPG', 'JPG'],
    ['a.b.c', 'c'],
    ['a', ''],
    ['.profile', ''],
    ['a.', ''],
  ])('the extension of %s is "%s"', (name, extension) => expect(extensionOf(name)).toBe(extension));
});
