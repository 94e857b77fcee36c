import type { Page } from '@playwright/test';

/** Before the page is opened: its dialogs choose places in the origin's private file system, by the same API. */
export async function chooseByPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, {
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true }),
      showDirectoryPicker: async () =>
        (await navigator.storage.getDirectory()).getDirectoryHandle('chosen', { create: true }),
    });
  });
}

/** As in a browser that has no such dialogs. */
export async function chooseNothing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { showSaveFilePicker: undefined, showDirectoryPicker: undefined });
  });
}

/** Size and SHA-256 in hex of a file that was saved; undefined where there is none. */
export function savedFile(page: Page, path: string): Promise<{ size: number; hash: string } | undefined> {
  return page.evaluate(async (names) => {
    let folder = await navigator.storage.getDirectory();
    const file = names.pop() ?? '';
    try {
      for (const name of names) folder = await folder.getDirectoryHandle(name);
      const bytes = await (await (await folder.getFileHandle(file)).getFile()).arrayBuffer();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return {
        size: bytes.byteLength,
        hash: Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      };
    } catch {
      return undefined;
    }
  }, path.split('/'));
}

/** Paths of all files below a folder, in order. */
export function savedPaths(page: Page, folder: string): Promise<string[]> {
  return page.evaluate(async (name) => {
    const found: string[] = [];
    const walk = async (handle: FileSystemDirectoryHandle, path: string): Promise<void> => {
      for await (const [child, entry] of handle.entries()) {
        if (entry.kind === 'file') found.push(path + child);
        else await walk(entry as FileSystemDirectoryHandle, `${path}${child}/`);
      }
    };
    const root = await navigator.storage.getDirectory();
    await walk(await root.getDirectoryHandle(name), '');
    return found.sort();
  }, folder);
}
