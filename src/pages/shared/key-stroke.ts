interface Stroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** `Mod+k` for Ctrl or ⌘ with K. Shift is in the key itself: `?` is `?` wherever the keyboard has it. */
export function keyStroke({ key, ctrlKey, metaKey, altKey }: Stroke): string {
  const plain = key.length === 1 ? key.toLowerCase() : key;
  return `${ctrlKey || metaKey ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${plain}`;
}

const names: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  ' ': 'Space',
  Escape: 'Esc',
  Delete: 'Del',
};

/** The caps to draw: `['⌘', 'K']` on a Mac, `['Ctrl', 'K']` elsewhere. Alternatives (`a|b`) are the caller's. */
export function keyCaps(keys: string, mac: boolean): string[] {
  const parts = keys === '+' ? ['+'] : keys.split(/\+(?!$)/);
  return parts.map((part) => {
    if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (part === 'Alt') return mac ? '⌥' : 'Alt';
    return names[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}
