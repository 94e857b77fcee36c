/** Of the browser's own dialogs (https://wicg.github.io/file-system-access/), what is used. Not in every browser. */
interface PickerWindow {
  showSaveFilePicker?(options: { suggestedName: string }): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: { mode: 'readwrite'; id: string }): Promise<FileSystemDirectoryHandle>;
}

const pickers = () => window as PickerWindow;

export const canPickFile = () => pickers().showSaveFilePicker !== undefined;
export const canPickFolder = () => pickers().showDirectoryPicker !== undefined;

/** Undefined where the person has closed the dialog. */
export function pickFile(suggestedName: string): Promise<FileSystemFileHandle | undefined> {
  return unlessClosed(pickers().showSaveFilePicker?.({ suggestedName }));
}

export function pickFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  return unlessClosed(pickers().showDirectoryPicker?.({ mode: 'readwrite', id: 'save' }));
}

async function unlessClosed<Handle>(picked: Promise<Handle> | undefined): Promise<Handle | undefined> {
  try {
    return await picked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}
