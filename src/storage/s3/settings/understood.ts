import { children, type XmlElement } from './xml-document.ts';

/** A number of days, versions or bytes as documents write it; undefined for anything else. */
export function wholeNumber(text: string | undefined): number | undefined {
  const digits = text?.trim() ?? '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

export interface Understood<Value> {
  values: readonly Value[];
  /** The elements of this name that say more, or something else, than `read` knows: kept whole, as they came. */
  kept: readonly string[];
}

/**
 * Reads the children of this name that hold nothing but `known` elements. `read` gives undefined for what it cannot
 * make sense of. An action of which one half is understood would be shown, and written back, as another action.
 */
export function understand<Value>(
  parent: XmlElement,
  name: string,
  known: readonly string[],
  read: (element: XmlElement) => Value | undefined,
): Understood<Value> {
  const values: Value[] = [];
  const kept: string[] = [];
  for (const element of children(parent, name)) {
    const isKnown = element.children.every((part) => known.includes(part.name));
    const value = isKnown ? read(element) : undefined;
    if (value === undefined) kept.push(element.xml);
    else values.push(value);
  }
  return { values, kept };
}

/** Of what a rule says once. A second one is kept like what is not understood. */
export function understandOne<Value>(
  parent: XmlElement,
  name: string,
  known: readonly string[],
  read: (element: XmlElement) => Value | undefined,
): { value: Value | undefined; kept: readonly string[] } {
  const all = children(parent, name);
  if (all.length > 1) return { value: undefined, kept: all.map(({ xml }) => xml) };
  const { values, kept } = understand(parent, name, known, read);
  return { value: values[0], kept };
}
