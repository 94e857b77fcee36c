import { createContext, type ReactNode, useContext, useState } from 'react';
import { createPortal } from 'react-dom';

const BarSlotContext = createContext<{
  slot: HTMLElement | null;
  setSlot: (slot: HTMLElement | null) => void;
}>({
  slot: null,
  setSlot: () => undefined,
});

export function BarSlotProvider({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  return <BarSlotContext value={{ slot, setSlot }}>{children}</BarSlotContext>;
}

/** Where the bar shows what the page puts into it; drawn once, by the shell. */
export function BarSlot({ className }: { className?: string }) {
  const { setSlot } = useContext(BarSlotContext);
  return <div ref={setSlot} className={className} />;
}

/** Puts its children into the bar at the top: breadcrumbs, the path, a search. */
export function BarContent({ children }: { children: ReactNode }) {
  const { slot } = useContext(BarSlotContext);
  return slot ? createPortal(children, slot) : null;
}
