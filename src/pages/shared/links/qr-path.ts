import { encodeQR } from 'qr';

export interface QrPath {
  /** Modules along a side, the quiet border of four included. */
  size: number;
  /** Of the dark modules, one unit each. */
  path: string;
}

/**
 * A QR code as the path of an SVG; undefined where the text is longer than a code holds (2,953 bytes). Low error
 * correction: it is read from a screen, and fewer modules are larger ones.
 */
export function qrPath(text: string): QrPath | undefined {
  let modules: boolean[][];
  try {
    modules = encodeQR(text, 'raw', { ecc: 'low', border: 4 });
  } catch {
    return undefined;
  }
  const path = modules.map((row, y) => rowPath(row, y)).join('');
  return { size: modules.length, path };
}

/** Neighbours join into one stroke, so that no hairline shows between them. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue;
    let end = x;
    while (row[end]) end += 1;
    path += `M${x} ${y}h${end - x}v1h-${end - x}z`;
    x = end;
  }
  return path;
}
