import type { FileTarget } from '../../../storage/index.ts';

/** A file that may not be there yet. */
interface FilePlace {
  open(): Promise<FileSystemFileHandle>;
  /** Takes it away where it was made for this. */
  remove(): Promise<void>;
}

/**
 * Straight to a file. The browser writes beside it and puts it in place when it is closed: until then the file is what
 * it was, and a page that goes leaves nothing half behind. https://fs.spec.whatwg.org/#api-filesystemwritablefilestream
 */
export function fileTarget(place: FilePlace): FileTarget {
  let handle: Promise<FileSystemFileHandle> | undefined;
  let writable: Promise<FileSystemWritableFileStream> | undefined;
  let isClosed = false;
  const opened = () => {
    handle ??= place.open().catch((error: unknown) => {
      handle = undefined;
      throw error;
    });
    return handle;
  };
  const stream = () => {
    isClosed = false;
    writable ??= opened()
      .then((file) => file.createWritable())
      .catch((error: unknown) => {
        writable = undefined;
        throw error;
      });
    return writable;
  };
  async function abort(): Promise<void> {
    const current = writable;
    writable = undefined;
    if (current !== undefined) await (await current).abort();
    else if (isClosed) await (await (await opened()).createWritable()).close();
    isClosed = false;
  }
  return {
    async write(position, data) {
      await (await stream()).write({ type: 'write', position, data });
    },
    async close() {
      if (!isClosed) {
        const current = await stream();
        writable = undefined;
        await current.close();
        isClosed = true;
      }
      return (await opened()).getFile();
    },
    abort,
    async remove() {
      await abort();
      await place.remove();
    },
  };
}

/** The file that somebody named in the browser's own dialog, which has made it. */
export function pickedFile(handle: FileSystemFileHandle & { remove?(): Promise<void> }): FilePlace {
  return {
    open: async () => handle,
    async remove() {
      if ((await handle.getFile()).size === 0) await handle.remove?.();
    },
  };
}

/** A file below a folder; the folders on the way are made with it. */
export function fileBelow(root: FileSystemDirectoryHandle, path: readonly string[]): FilePlace {
  const name = path.at(-1) ?? '_';
  let isOurs = false;
  const folder = async () => {
    let current = root;
    for (const step of path.slice(0, -1)) current = await current.getDirectoryHandle(step, { create: true });
    return current;
  };
  return {
    async open() {
      const parent = await folder();
      isOurs ||= !(await exists(parent, name));
      return parent.getFileHandle(name, { create: true });
    },
    async remove() {
      if (isOurs) await (await folder()).removeEntry(name);
    },
  };
}

async function exists(parent: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  try {
    await parent.getFileHandle(name);
    return true;
  } catch {
    return false;
  }
}

/** In memory, for browsers that write no files: handed to the download manager once it has proved right. */
export function memoryTarget(handOver: (file: Blob) => void): FileTarget {
  const pieces = new Map<number, Uint8Array<ArrayBuffer>>();
  let file: Blob | undefined;
  const clear = async () => {
    pieces.clear();
    file = undefined;
  };
  return {
    async write(position, bytes) {
      pieces.set(position, bytes);
    },
    async close() {
      file ??= new Blob([...pieces].sort(([left], [right]) => left - right).map(([, bytes]) => bytes));
      return file;
    },
    abort: clear,
    remove: clear,
    keep() {
      if (file) handOver(file);
      pieces.clear();
    },
  };
}
