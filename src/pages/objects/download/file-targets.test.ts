import { describe, expect, test } from 'vitest';
import { fileBelow, fileTarget, memoryTarget, pickedFile } from './file-targets.ts';

/** A file as the browser has it: writes go beside it until they are closed. */
class FakeFile {
  readonly kind = 'file';
  content = 'before';
  opened = 0;
  removed = false;

  async createWritable() {
    this.opened += 1;
    const written: [number, string][] = [];
    return {
      write: async ({ position, data }: { position: number; data: Uint8Array }) => {
        written.push([position, new TextDecoder().decode(data)]);
      },
      close: async () => {
        this.content = written
          .sort(([left], [right]) => left - right)
          .map(([, text]) => text)
          .join('');
      },
      abort: async () => {
        written.length = 0;
      },
    };
  }

  async getFile() {
    return new File([this.content], 'file');
  }

  async remove() {
    this.removed = true;
  }
}

class FakeFolder {
  readonly kind = 'directory';
  readonly files = new Map<string, FakeFile>();
  readonly folders = new Map<string, FakeFolder>();

  async getDirectoryHandle(name: string) {
    const folder = this.folders.get(name) ?? new FakeFolder();
    this.folders.set(name, folder);
    return folder;
  }

  async getFileHandle(name: string, { create = false } = {}) {
    const file = this.files.get(name);
    if (file) return file;
    if (!create) throw new DOMException('not there', 'NotFoundError');
    const made = new FakeFile();
    made.content = '';
    this.files.set(name, made);
    return made;
  }

  async removeEntry(name: string) {
    this.files.delete(name);
  }
}

const bytes = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const asHandle = (file: FakeFile) => file as unknown as FileSystemFileHandle;
const asFolder = (folder: FakeFolder) => folder as unknown as FileSystemDirectoryHandle;

describe('a picked file', () => {
  test('is what it was until it is closed', async () => {
    const file = new FakeFile();
    const target = fileTarget(pickedFile(asHandle(file)));
    await target.write(3, bytes('def'));
    await target.write(0, bytes('abc'));
    expect(file.content).toBe('before');
    expect(await (await target.close()).text()).toBe('abcdef');
    expect(await (await target.close()).text()).toBe('abcdef');
    expect(file.opened).toBe(1);
  });

  test('without bytes is empty when it is closed', async () => {
    const file = new FakeFile();
    expect((await fileTarget(pickedFile(asHandle(file))).close()).size).toBe(0);
    expect(file.content).toBe('');
  });

  test('given up is what it was, and can be begun anew', async () => {
    const file = new FakeFile();
    const target = fileTarget(pickedFile(asHandle(file)));
    await target.write(0, bytes('half'));
    await target.abort();
    expect(file.content).toBe('before');
    await target.write(0, bytes('whole'));
    expect(await (await target.close()).text()).toBe('whole');
  });

  test('given up after it was closed holds nothing that is wrong', async () => {
    const file = new FakeFile();
    const target = fileTarget(pickedFile(asHandle(file)));
    await target.write(0, bytes('wrong'));
    await target.close();
    await target.abort();
    expect(file.content).toBe('');
  });

  test('cancelled goes only where it is empty', async () => {
    const kept = new FakeFile();
    await fileTarget(pickedFile(asHandle(kept))).remove();
    const made = new FakeFile();
    made.content = '';
    await fileTarget(pickedFile(asHandle(made))).remove();
    expect([kept.removed, made.removed]).toEqual([false, true]);
  });

  test('whose disk refuses says so each time', async () => {
    const file = new FakeFile();
    file.createWritable = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    const target = fileTarget(pickedFile(asHandle(file)));
    await expect(target.write(0, bytes('a'))).rejects.toThrow('no');
    await expect(target.close()).rejects.toThrow('no');
  });
});

describe('a file below a folder', () => {
  test('is made with the folders on its way', async () => {
    const root = new FakeFolder();
    const target = fileTarget(fileBelow(asFolder(root), ['a', 'b', 'c.txt']));
    await target.write(0, bytes('x'));
    await target.close();
    expect(root.folders.get('a')?.folders.get('b')?.files.get('c.txt')?.content).toBe('x');
  });

  test('that was made for it goes with it; one that was there stays as it was', async () => {
    const root = new FakeFolder();
    const old = new FakeFile();
    root.files.set('old.txt', old);
    for (const name of ['new.txt', 'old.txt']) {
      const target = fileTarget(fileBelow(asFolder(root), [name]));
      await target.write(0, bytes('half'));
      await target.remove();
    }
    expect([...root.files.keys()]).toEqual(['old.txt']);
    expect(old.content).toBe('before');
  });
});

test('in memory: handed over once it is known to be right, never before', async () => {
  const handed: Blob[] = [];
  const target = memoryTarget((file) => handed.push(file));
  await target.write(2, bytes('cd'));
  await target.write(0, bytes('ab'));
  expect(await (await target.close()).text()).toBe('abcd');
  expect(handed).toEqual([]);
  target.keep?.();
  expect(await handed[0]?.text()).toBe('abcd');
});
