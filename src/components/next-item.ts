/**
 * Where the focus goes in a menu: arrows go round, Home and End to the ends, a letter to the next item that begins
 * with it. Undefined: the key is not the menu's.
 */
export function nextItem(key: string, current: number, items: readonly string[]): number | undefined {
  const count = items.length;
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return (current + 1) % count;
    case 'ArrowUp':
      return current <= 0 ? count - 1 : current - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
  }
  if (key.length !== 1 || key === ' ') return undefined;
  const letter = key.toLocaleLowerCase();
  for (let step = 1; step <= count; step += 1) {
    const index = (current + step) % count;
    if (items[index]?.trim().toLocaleLowerCase().startsWith(letter)) return index;
  }
  return undefined;
}
