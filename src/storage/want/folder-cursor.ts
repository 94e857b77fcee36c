import type { WantPage } from './want-files.ts';

/** Where a listing stands in one of the two lists that a folder has: a page by its number, and a place on it. */
export interface CursorMark {
  page: number;
  index: number;
}

/** One of a folder's lists, read page by page as it is wanted. */
export class FolderCursor<Entry> {
  private readonly read: (page: number) => Promise<WantPage<Entry>>;
  private loaded: { page: number; entries: readonly Entry[]; pages: number } | undefined;
  private at: CursorMark;

  constructor(read: (page: number) => Promise<WantPage<Entry>>, from: CursorMark = { page: 1, index: 0 }) {
    this.read = read;
    this.at = from;
  }

  /** The entry at hand; undefined at the end. */
  async peek(): Promise<Entry | undefined> {
    for (;;) {
      const { page, index } = this.at;
      if (this.loaded?.page !== page) {
        const { entries, pages } = await this.read(page);
        this.loaded = { page, entries, pages };
      }
      const entry = this.loaded.entries[index];
      if (entry !== undefined) return entry;
      // An empty page ends it too: somebody may have deleted what was counted.
      if (page >= this.loaded.pages || this.loaded.entries.length === 0) return undefined;
      this.at = { page: page + 1, index: 0 };
    }
  }

  step(): void {
    this.at = { ...this.at, index: this.at.index + 1 };
  }

  get mark(): CursorMark {
    return this.at;
  }
}
