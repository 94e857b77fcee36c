import { type FormTerms, StorageError, type StoredBytes } from '../../storage/index.ts';
import { type CheckedFile, checkFile, type DropRefusal } from './check-file.ts';

/** Where one file stands. `verified`: the server's ETag is the MD5 of the file; else it told none to compare. */
export type DropState =
  | { kind: 'refused'; why: DropRefusal }
  | { kind: 'waiting' }
  | { kind: 'sending'; sent: number }
  | { kind: 'stored'; verified: boolean }
  | { kind: 'failed'; error: StorageError }
  | { kind: 'cancelled' };

export interface DropItem {
  id: number;
  name: string;
  size: number;
  state: DropState;
}

export interface DropQueue {
  /** `folders`: names of what was dropped and is no file. */
  add(files: readonly File[], folders?: readonly string[]): void;
  cancel(id: number): void;
  retry(id: number): void;
  subscribe(listener: () => void): () => void;
  getSnapshot(): readonly DropItem[];
}

interface DropQueueOptions {
  terms: FormTerms;
  post(
    checked: CheckedFile,
    file: File,
    options: { signal: AbortSignal; onProgress: (sent: number) => void },
  ): Promise<StoredBytes>;
  md5(file: File, signal: AbortSignal): Promise<string>;
  /** Files on their way at once. */
  atOnce?: number;
}

interface Entry {
  item: DropItem;
  file?: File;
  checked?: CheckedFile;
  run?: AbortController;
}

/** The files of one visit. Nothing outlives the page: whoever drops has no place here to keep anything. */
export function createDropQueue({ terms, post, md5, atOnce = 3 }: DropQueueOptions): DropQueue {
  const listeners = new Set<() => void>();
  const entries = new Map<number, Entry>();
  let snapshot: readonly DropItem[] = [];
  let nextId = 1;

  function publish() {
    snapshot = [...entries.values()].map(({ item }) => item);
    for (const listener of listeners) listener();
  }
  function become(entry: Entry, state: DropState) {
    entry.item = { ...entry.item, state };
    publish();
  }
  const isTaken = ({ state }: DropItem) =>
    state.kind === 'waiting' || state.kind === 'sending' || state.kind === 'stored';
  const taken = () =>
    new Set(
      [...entries.values()].flatMap(({ item, checked }) => (isTaken(item) && checked ? [checked.key] : [])),
    );

  function admit(file: File, isFirst: boolean) {
    // One key: of several files the last to arrive would be all that is left.
    const isTooMany = 'exact' in terms.key && !isFirst;
    const checked = isTooMany ? { refusal: 'one-only' as const } : checkFile(terms, file, taken());
    const state: DropState =
      'refusal' in checked ? { kind: 'refused', why: checked.refusal } : { kind: 'waiting' };
    const item = { id: nextId++, name: file.name, size: file.size, state };
    entries.set(item.id, 'refusal' in checked ? { item, file } : { item, file, checked });
  }

  /** One key takes one file at a time: the last one that arrives would win otherwise. */
  const width = 'exact' in terms.key ? 1 : atOnce;

  function serve() {
    for (const entry of entries.values()) {
      const running = [...entries.values()].filter(({ run }) => run).length;
      if (running >= width) return;
      if (entry.item.state.kind === 'waiting') void send(entry);
    }
  }

  async function send(entry: Entry) {
    const { file, checked } = entry;
    if (!file || !checked) return;
    const run = new AbortController();
    entry.run = run;
    become(entry, { kind: 'sending', sent: 0 });
    // Both at once: the file is read by the browser for each of them.
    const hash = md5(file, run.signal);
    hash.catch(() => undefined);
    try {
      const stored = await post(checked, file, {
        signal: run.signal,
        onProgress: (sent) => become(entry, { kind: 'sending', sent }),
      });
      if (stored.etagIsMd5 && stored.etag !== (await hash)) throw new StorageError('not-verified');
      become(entry, { kind: 'stored', verified: stored.etagIsMd5 });
    } catch (thrown) {
      const error = thrown instanceof StorageError ? thrown : new StorageError('unknown', { cause: thrown });
      if (error.code === 'etag-hidden') become(entry, { kind: 'stored', verified: false });
      else if (error.code === 'aborted') become(entry, { kind: 'cancelled' });
      else become(entry, { kind: 'failed', error });
      run.abort();
    } finally {
      entry.run = undefined;
      serve();
    }
  }

  return {
    add(files, folders = []) {
      for (const [index, file] of files.entries()) admit(file, index === 0);
      for (const name of folders) {
        const id = nextId++;
        entries.set(id, { item: { id, name, size: 0, state: { kind: 'refused', why: 'folder' } } });
      }
      publish();
      serve();
    },
    cancel(id) {
      const entry = entries.get(id);
      if (entry?.run) entry.run.abort();
      else if (entry?.item.state.kind === 'waiting') become(entry, { kind: 'cancelled' });
    },
    retry(id) {
      const entry = entries.get(id);
      if (!entry || (entry.item.state.kind !== 'failed' && entry.item.state.kind !== 'cancelled')) return;
      become(entry, { kind: 'waiting' });
      serve();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
  };
}
