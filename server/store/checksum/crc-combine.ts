/** Width in bits and reflected polynomial of a CRC that begins and ends inverted. */
interface CrcShape {
  width: bigint;
  polynomial: bigint;
}

export const combinable = {
  crc32: { width: 32n, polynomial: 0xedb88320n },
  crc32c: { width: 32n, polynomial: 0x82f63b78n },
  crc64nvme: { width: 64n, polynomial: 0x9a6c9329ac4bc9b5n },
} as const satisfies Record<string, CrcShape>;

/**
 * The CRC of a whole from those of its parts in order, without the bytes: the CRC of what comes before is
 * multiplied by x^(8 · length of what comes after), modulo the polynomial.
 */
export function combineCrcs(shape: CrcShape, parts: readonly { crc: Buffer; size: number }[]): Buffer {
  // Parts of one size share their factor; there are at most two sizes in nearly every upload.
  const factors = new Map<number, bigint>();
  let whole = 0n;
  for (const { crc, size } of parts) {
    let factor = factors.get(size);
    if (factor === undefined) {
      factor = powerOfX(8n * BigInt(size), shape);
      factors.set(size, factor);
    }
    whole = multiply(factor, whole, shape) ^ BigInt(`0x${crc.toString('hex')}`);
  }
  return Buffer.from(whole.toString(16).padStart(Number(shape.width) / 4, '0'), 'hex');
}

/** Reflected: the highest bit stands for x^0. */
function multiply(a: bigint, b: bigint, { width, polynomial }: CrcShape): bigint {
  let product = 0n;
  let shifted = b;
  for (let bit = 1n << (width - 1n); bit !== 0n; bit >>= 1n) {
    if (a & bit) product ^= shifted;
    shifted = shifted & 1n ? (shifted >> 1n) ^ polynomial : shifted >> 1n;
  }
  return product;
}

function powerOfX(exponent: bigint, shape: CrcShape): bigint {
  let power = 1n << (shape.width - 1n);
  let square = 1n << (shape.width - 2n);
  for (let rest = exponent; rest !== 0n; rest >>= 1n) {
    if (rest & 1n) power = multiply(square, power, shape);
    square = multiply(square, square, shape);
  }
  return power;
}
