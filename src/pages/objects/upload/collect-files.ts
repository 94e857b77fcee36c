/** A local file and its path within what was dropped or chosen: `tree/a/b.txt`, or just its name. */
export interface LocalFile {
  file: File;
  path: string;
}

/** Everything that a drop or a choice held. What could not be read is named, never lost. */
export interface Collected {
  files: LocalFile[];
  /** Folders without any file below them: object storage has no place for them. */
  emptyFolders: string[];
  unreadable: { path: string; reason: string }[];
}

export interface CollectOptions {
  signal?: AbortSignal;
  /** Files found so far. */
  onFound?: (count: number) => void;
}

/**
 * Takes what a drop holds. Must be called within the drop event: the browser empties `items` right after it. The
 * walk that follows may take its time.
 */
export function takeDropped(items: Iterable<DataTransferItem>): (FileSystemEntry | File)[] {
  const taken: (FileSystemEntry | File)[] = [];
  for (const item of items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry() ?? item.getAsFile();
    if (entry) taken.push(entry);
  }
  return taken;
}

/**
 * Walks what was dropped: relative paths are kept, and folders are read until the browser says that there is no more
 * (`readEntries` answers at most 100 at a time, https://developer.mozilla.org/docs/Web/API/FileSystemDirectoryReader/readEntries).
 * Rejects only by `signal`.
 */
export async function collectDropped(
  dropped: readonly (FileSystemEntry | File)[],
  { signal, onFound }: CollectOptions = {},
): Promise<Collected> {
  const collected: Collected = { files: [], emptyFolders: [], unreadable: [] };

  /** Files found below, readable or not: a folder with an unreadable file is not empty. */
  async function walk(entry: FileSystemEntry, path: string): Promise<number> {
    signal?.throwIfAborted();
    if (isFile(entry)) {
      try {
        collected.files.push({ file: await fileOf(entry), path });
        onFound?.(collected.files.length);
      } catch (error) {
        collected.unreadable.push({ path, reason: reasonOf(error) });
      }
      return 1;
    }
    if (!isDirectory(entry)) return 0;
    let found = 0;
    try {
      for (const child of await childrenOf(entry, signal))
        found += await walk(child, `${path}/${child.name}`);
    } catch (error) {
      signal?.throwIfAborted();
      collected.unreadable.push({ path: `${path}/`, reason: reasonOf(error) });
      return found + 1;
    }
    if (found === 0) collected.emptyFolders.push(`${path}/`);
    return found;
  }

  for (const one of dropped) {
    if (one instanceof File) collected.files.push({ file: one, path: one.name });
    else await walk(one, one.name);
  }
  onFound?.(collected.files.length);
  return { ...collected, emptyFolders: outermost(collected.emptyFolders) };
}

/** From a file field; with `webkitdirectory` each file knows its path from the chosen folder on. */
export function collectChosen(files: Iterable<File>): Collected {
  return {
    files: Array.from(files, (file) => ({ file, path: pathOf(file) })),
    emptyFolders: [],
    unreadable: [],
  };
}

/** Chromium writes a backslash in `webkitRelativePath` as a slash, of the same length; the name itself is true. */
function pathOf({ name, webkitRelativePath: path }: File): string {
  return path.slice(0, Math.max(0, path.length - name.length)) + name;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function childrenOf(
  directory: FileSystemDirectoryEntry,
  signal: AbortSignal | undefined,
): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    signal?.throwIfAborted();
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return children;
    children.push(...batch);
  }
}

/** The browser's own name for it, such as `NotReadableError`. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

/** A folder that holds only empty folders says it for them. */
function outermost(folders: readonly string[]): string[] {
  return folders.filter((folder) => !folders.some((other) => other !== folder && folder.startsWith(other)));
}
