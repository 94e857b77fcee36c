/** What is typed for a count of days, versions or a priority; undefined for anything but a whole number. */
export function typedNumber(text: string): number | undefined {
  const digits = text.trim();
  return /^\d{1,10}$/.test(digits) ? Number(digits) : undefined;
}

const factors = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 };
export type SizeUnit = keyof typeof factors;
export const sizeUnits = Object.keys(factors) as SizeUnit[];

/** A size as it stands in a form. */
export interface SizeDraft {
  /** Empty: none. */
  text: string;
  unit: SizeUnit;
}

export const noSize: SizeDraft = { text: '', unit: 'B' };

/** In the largest unit that says it exactly. */
export function sizeDraft(bytes: number | undefined): SizeDraft {
  if (bytes === undefined) return noSize;
  const unit = sizeUnits.findLast((each) => bytes >= factors[each] && bytes % factors[each] === 0) ?? 'B';
  return { text: String(bytes / factors[unit]), unit };
}

/** Bytes; undefined for none, and for what is no whole number of them. */
export function typedSize({ text, unit }: SizeDraft): number | undefined {
  if (!/^\d{1,15}(\.\d{1,6})?$/.test(text.trim())) return undefined;
  const bytes = Number(text) * factors[unit];
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}
