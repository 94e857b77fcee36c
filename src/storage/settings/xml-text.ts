/** C0 but tab and line ends, halves of pairs, and the two that are no characters: XML has no way to write them. */
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/u;

/** Whether a document can carry the text. What it cannot is refused with `invalid-argument` before it is sent. */
export const isXmlText = (text: string): boolean => !unwritable.test(text);
