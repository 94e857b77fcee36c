import { useEffect, useMemo, useRef } from 'react';
import { useText } from '../../components/text/language.ts';
import { type Command, useCommands } from '../shared/commands.tsx';

interface Actions {
  search: () => void;
  upload: () => void;
  remove: () => void;
  up: () => void;
  /** Absent: the connection has no such thing, and no key for it. */
  rename: (() => void) | undefined;
  versions: (() => void) | undefined;
  metadata: (() => void) | undefined;
  jump: () => void;
}

/** The keys of this page; those without `run` are the list's own and only told of. */
export function useObjectsCommands(actions: Actions): void {
  const t = useText('objects');
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const [rename, versions, metadata] = [actions.rename, actions.versions, actions.metadata].map(
    (action) => action !== undefined,
  );
  const commands = useMemo<Command[]>(() => {
    const group = t('keys');
    const lacking = new Set(
      Object.entries({ rename, versions, metadata }).flatMap(([id, has]) => (has ? [] : [id])),
    );
    return [
      { id: 'search', keys: '/', label: t('search'), group, run: () => latest.current.search() },
      { id: 'move', keys: 'ArrowDown', label: t('keyMove'), group },
      { id: 'select', keys: ' ', label: t('keySelect'), group },
      { id: 'select-all', keys: 'Mod+a', label: t('selectAll'), group },
      { id: 'open', keys: 'Enter', label: t('keyOpen'), group },
      { id: 'up', keys: 'Backspace', label: t('keyUp'), group, run: () => latest.current.up() },
      { id: 'upload', keys: 'u', label: t('uploadFiles'), group, run: () => latest.current.upload() },
      { id: 'rename', keys: 'F2', label: t('keyRename'), group, run: () => latest.current.rename?.() },
      { id: 'versions', keys: 'v', label: t('keyVersions'), group, run: () => latest.current.versions?.() },
      { id: 'metadata', keys: 'm', label: t('keyMeta'), group, run: () => latest.current.metadata?.() },
      { id: 'jump', keys: 'g', label: t('keyJump'), group, run: () => latest.current.jump() },
      { id: 'delete', keys: 'Delete', label: t('keyDelete'), group, run: () => latest.current.remove() },
    ].filter(({ id }) => !lacking.has(id));
  }, [t, rename, versions, metadata]);
  useCommands('objects', commands);
}
