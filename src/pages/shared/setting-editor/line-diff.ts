export interface DiffLine {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Beyond this many comparisons a changed middle is shown as replaced: finding its common lines would take too long. */
const mostComparisons = 4_000_000;

/** The lines of both, in order: what went, what came, what stayed. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before.at(-1 - tail) === after.at(-1 - tail)
  ) {
    tail += 1;
  }
  const same = (lines: readonly string[]) => lines.map((text): DiffLine => ({ kind: 'same', text }));
  return [
    ...same(before.slice(0, head)),
    ...diffMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

/** By the longest common subsequence. */
function diffMiddle(before: readonly string[], after: readonly string[]): DiffLine[] {
  const removed = before.map((text): DiffLine => ({ kind: 'removed', text }));
  const added = after.map((text): DiffLine => ({ kind: 'added', text }));
  if (before.length * after.length > mostComparisons) return [...removed, ...added];

  // lengths[i * width + j]: common lines of before from i on and after from j on.
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }

  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    const text = before[i] ?? '';
    if (text === after[j]) {
      lines.push({ kind: 'same', text });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push({ kind: 'removed', text });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: after[j] ?? '' });
      j += 1;
    }
  }
  return [...lines, ...removed.slice(i), ...added.slice(j)];
}

export type DiffPart = DiffLine | { kind: 'folded'; count: number };

/** Folds what stayed, but for `context` lines beside each change. A fold of a single line would hide nothing. */
export function foldSame(lines: readonly DiffLine[], context = 3): DiffPart[] {
  const isNear = lines.map(() => false);
  lines.forEach((line, index) => {
    if (line.kind !== 'same') {
      isNear.fill(true, Math.max(0, index - context), index + context + 1);
    }
  });
  const parts: DiffPart[] = [];
  let index = 0;
  while (index < lines.length) {
    let end = index;
    while (end < lines.length && !isNear[end]) end += 1;
    if (end - index > 1) parts.push({ kind: 'folded', count: end - index });
    else parts.push(...lines.slice(index, end));
    index = end;
    while (index < lines.length && isNear[index]) parts.push(lines[index++] as DiffLine);
  }
  return parts;
}
