/** A number that a double would change: shown as it was written. */
export class ExactNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

type Parsed = { ok: true; value: unknown } | { ok: false; reason: string };

/** JSON as it was written: ids of 64 bits and long fractions keep their digits. */
export function exactJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text, keepDigits) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** Engines without the third argument (https://tc39.es/proposal-json-parse-with-source/) round as they always did. */
function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return isRounded(value, context.source) ? new ExactNumber(context.source) : value;
}

/** Whether other digits than those written would be shown. */
function isRounded(value: number, source: string): boolean {
  if (String(value) === source) return false;
  const digits = /^-?(\d+)(?:\.(\d+))?$/.exec(source);
  if (!digits) return false;
  return `${digits[1]}${(digits[2] ?? '').replace(/0+$/, '')}`.replace(/^0+/, '').length > 15;
}

/** One value in one line. */
export function shownValue(value: unknown): string {
  if (value instanceof ExactNumber) return value.source;
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_key, member) => (member instanceof ExactNumber ? member.source : member));
}
