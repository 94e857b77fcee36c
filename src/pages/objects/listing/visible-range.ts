interface Range {
  startIndex: number;
  endIndex: number;
  overscan: number;
  count: number;
}

/** The rows to draw, in order: those in view, some around them, and the active one, which keeps the focus wherever the list is scrolled. */
export function visibleRange({ startIndex, endIndex, overscan, count }: Range, active: number): number[] {
  const from = Math.max(0, startIndex - overscan);
  const to = Math.min(count - 1, endIndex + overscan);
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step);
  if (active < 0 || active >= count) return indexes;
  if (active < from) return [active, ...indexes];
  return active > to ? [...indexes, active] : indexes;
}
