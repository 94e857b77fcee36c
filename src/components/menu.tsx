import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';
import styles from './menu.module.css';
import { nextItem } from './next-item.ts';

/** What the trigger of a menu gets: spread it into a button. */
interface MenuTrigger {
  popoverTarget: string;
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
}

interface MenuProps {
  label: string;
  align?: 'start' | 'end';
  trigger: (props: MenuTrigger) => ReactNode;
  /** `MenuItem`s and `MenuLine`s, drawn while it is open. */
  children: ReactNode;
}

/**
 * A menu in the browser's own top layer, which also closes it on Escape and on a press elsewhere, and gives the
 * focus back. Small, because it is in the bar of every page. Pattern: WAI-ARIA APG, "Menu Button".
 */
export function Menu({ label, align = 'start', trigger, children }: MenuProps) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<{ top: number; left?: number; right?: number }>();

  const onBeforeToggle = (event: ToggleEvent<HTMLDivElement>) => {
    if (event.newState !== 'open') return;
    const button = document.querySelector(`[popovertarget="${CSS.escape(id)}"]`)?.getBoundingClientRect();
    if (!button) return;
    const top = button.bottom + 4;
    const width = document.documentElement.clientWidth;
    setPlace(
      align === 'end'
        ? { top, right: Math.max(8, width - button.right) }
        : { top, left: Math.max(8, button.left) },
    );
  };

  const onToggle = (event: ToggleEvent<HTMLDivElement>) => {
    const isOpen = event.newState === 'open';
    setOpen(isOpen);
    if (!isOpen) return;
    // The items are drawn by the state set above, before the next frame.
    requestAnimationFrame(() => {
      const items = itemsOf(popover.current);
      (items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus();
    });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') {
      popover.current?.hidePopover();
      return;
    }
    const items = itemsOf(popover.current);
    const index = nextItem(
      event.key,
      items.indexOf(document.activeElement as HTMLElement),
      items.map((item) => item.textContent ?? ''),
    );
    if (index === undefined) return;
    event.preventDefault();
    items[index]?.focus();
  };

  return (
    <>
      {trigger({ popoverTarget: id, 'aria-haspopup': 'menu', 'aria-expanded': open })}
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={styles.menu}
        style={place}
        onBeforeToggle={onBeforeToggle}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
        onClick={() => popover.current?.hidePopover()}
      >
        {open ? children : null}
      </div>
    </>
  );
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return Array.from(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? []);
}

/** What every item of a menu has; for links, spread it into the link. */
export const menuItem = { role: 'menuitem', tabIndex: -1, className: styles.item } as const;

interface MenuItemProps {
  icon?: ReactNode;
  /** One of several, of which one is chosen. */
  checked?: boolean;
  lang?: string;
  onClick: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, checked, lang, onClick, children }: MenuItemProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a menuitemradio wherever it is checked or not
    <button
      {...menuItem}
      type="button"
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      lang={lang}
      onClick={onClick}
    >
      {icon}
      <span className={styles.words}>{children}</span>
      {checked ? <MenuCheck /> : null}
    </button>
  );
}

/** Marks the chosen one. */
export function MenuCheck() {
  return (
    <svg width="16" height="16" viewBox="0 0 24 24" className={styles.check} aria-hidden focusable="false">
      <path d="M5 12l5 5l10 -10" fill="none" stroke="currentColor" strokeWidth="2.25" />
    </svg>
  );
}

export function MenuLine() {
  return <hr className={styles.line} />;
}
