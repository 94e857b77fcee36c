import { StreamLanguage } from '@codemirror/language';

const keywords =
  /^(?:select|from|where|limit|as|and|or|not|in|is|null|missing|like|escape|between|case|when|then|else|end|cast|true|false)$/i;

/** The dialect of S3 Select, as far as colours need it. */
export const sqlLanguage = StreamLanguage.define<null>({
  name: 'sql',
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^--.*/)) return 'comment';
    if (stream.match(/^'(?:[^']|'')*'?/)) return 'string';
    if (stream.match(/^"(?:[^"]|"")*"?/)) return 'propertyName';
    if (stream.match(/^\d+(?:\.\d+)?/)) return 'number';
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) {
      if (keywords.test(stream.current())) return 'keyword';
      return stream.match(/^\s*\(/, false) ? 'typeName' : null;
    }
    stream.next();
    return 'separator';
  },
});
