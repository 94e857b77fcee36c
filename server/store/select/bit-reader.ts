/** The bytes at hand end within what was to be read. */
export class OutOfBits extends Error {}

/** Reads bits from the highest of a byte to its lowest. */
export class BitReader {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  /** Bits that were taken from the bytes and not read yet, in the lowest places. */
  #kept = 0;
  #keptBits = 0;

  get bytesLeft(): number {
    return this.#bytes.length - this.#at;
  }

  append(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes.subarray(this.#at), chunk]);
    this.#at = 0;
  }

  /** @param count at most 24 */
  read(count: number): number {
    while (this.#keptBits < count) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new OutOfBits();
      this.#at += 1;
      this.#kept = ((this.#kept << 8) | byte) >>> 0;
      this.#keptBits += 8;
    }
    this.#keptBits -= count;
    const value = this.#kept >>> this.#keptBits;
    this.#kept &= (1 << this.#keptBits) - 1;
    return value;
  }

  skipToByte(): void {
    this.#keptBits = 0;
    this.#kept = 0;
  }
}
