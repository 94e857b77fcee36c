import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { keyStroke } from './key-stroke.ts';

/** One action with its key: the shortcut, the list that `?` shows, and a button's hint all read it. */
export interface Command {
  id: string;
  /** As `keyStroke` writes it: `/`, `?`, `u`, `Delete`, `F2`, `Mod+k`. */
  keys: string;
  label: string;
  /** Heading in the list of shortcuts. */
  group: string;
  /** Absent: the key is handled where the focus is (arrows in a list), and only listed here. */
  run?: () => void;
}

interface Registry {
  groups: ReadonlyMap<string, readonly Command[]>;
  register: (owner: string, commands: readonly Command[]) => () => void;
}

const CommandsContext = createContext<Registry | undefined>(undefined);

/** Listens once for the whole page. Keys typed into a field, or while a dialog is open, stay there. */
export function CommandsProvider({ children }: { children: ReactNode }) {
  const [owners, setOwners] = useState<ReadonlyMap<string, readonly Command[]>>(new Map());
  const current = useRef(owners);
  useEffect(() => {
    current.current = owners;
  }, [owners]);

  const register = useCallback<Registry['register']>((owner, commands) => {
    setOwners((before) => new Map(before).set(owner, commands));
    return () =>
      setOwners((before) => {
        const after = new Map(before);
        after.delete(owner);
        return after;
      });
  }, []);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isTyping(event) || dialogIsOpen()) return;
      const stroke = keyStroke(event);
      // What was registered last belongs to what lies on top.
      const command = [...current.current.values()]
        .flat()
        .reverse()
        .find(({ keys, run }) => run && keys === stroke);
      if (!command) return;
      event.preventDefault();
      command.run?.();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  const registry = useMemo(() => ({ groups: groupCommands(owners), register }), [owners, register]);
  return <CommandsContext value={registry}>{children}</CommandsContext>;
}

/** `owner` is unique on the page; pass a memoized list. */
export function useCommands(owner: string, commands: readonly Command[]): void {
  const { register } = useRegistry();
  useEffect(() => register(owner, commands), [register, owner, commands]);
}

/** All commands of the moment, by group, in the order of their registration. */
export function useCommandGroups(): ReadonlyMap<string, readonly Command[]> {
  return useRegistry().groups;
}

function useRegistry(): Registry {
  const registry = useContext(CommandsContext);
  if (!registry) throw new Error('Commands need a CommandsProvider above them.');
  return registry;
}

function groupCommands(
  owners: ReadonlyMap<string, readonly Command[]>,
): ReadonlyMap<string, readonly Command[]> {
  const groups = new Map<string, Command[]>();
  for (const command of [...owners.values()].flat()) {
    const group = groups.get(command.group);
    if (group) group.push(command);
    else groups.set(command.group, [command]);
  }
  return groups;
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select'))
  );
}

function dialogIsOpen(): boolean {
  return (
    document.querySelector(
      'dialog[open], [role="dialog"][aria-modal="true"], [role="menu"]:not([popover]), :popover-open',
    ) !== null
  );
}
