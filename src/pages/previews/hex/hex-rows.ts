export interface HexRow {
  offset: string;
  bytes: string;
  text: string;
}

const perRow = 16;

/** As `hexdump -C` prints: an offset, sixteen bytes, and those of them that are ASCII. */
export function hexRows(bytes: Uint8Array, offset = 0): HexRow[] {
  return Array.from({ length: Math.ceil(bytes.length / perRow) }, (_, row) => {
    const slice = [...bytes.subarray(row * perRow, (row + 1) * perRow)];
    const digits = slice.map((byte) => byte.toString(16).padStart(2, '0'));
    return {
      offset: (offset + row * perRow).toString(16).padStart(8, '0'),
      bytes: [digits.slice(0, 8).join(' '), digits.slice(8).join(' ')].filter(Boolean).join('  '),
      text: slice.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
    };
  });
}
