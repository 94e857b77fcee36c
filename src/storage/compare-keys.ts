/**
 * The order in which S3 lists keys: by UTF-8 bytes, which is by code point. JavaScript compares UTF-16 units, which
 * differs where an astral character (emoji) meets one of U+E000 to U+FFFF, so surrogates are lifted above those.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

function codePointRank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
