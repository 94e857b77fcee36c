import type { Tables } from './database.ts';
import type { Content, Layout, StoredFile } from './records.ts';

/** Content that nothing refers to any more. Its files are unlinked once the commit that let go of it is done. */
export interface Discarded {
  /** What readers hold on to (`contentLease`). */
  lease: string | undefined;
  files: string[];
}

const fileRow = (id: string) => Buffer.from(id, 'hex');

export const isReferenced = (tables: Tables, fileId: string) => tables.files.has(fileRow(fileId));

export function referToFile(tables: Tables, fileId: string | undefined): void {
  if (fileId !== undefined) tables.files.put(fileRow(fileId), 1);
}

export function letGoOfFile(tables: Tables, fileId: string | undefined): Discarded {
  if (fileId === undefined) return { lease: undefined, files: [] };
  tables.files.remove(fileRow(fileId));
  return { lease: fileId, files: [fileId] };
}

/** The id that a reader of this content holds on to; empty content needs no holding. */
export const contentLease = (content: Content) => (content.kind === 'empty' ? undefined : content.id);

/** Refers to files that were just written or linked. */
export function referToContent(tables: Tables, content: Content, layout: Layout): void {
  if (content.kind === 'layout') tables.layouts.put(fileRow(content.id), layout);
  for (const { id } of layout) referToFile(tables, id);
}

/** Makes a layout of files that are referred to already, as those of a completed upload's parts are. */
export function putLayout(tables: Tables, id: string, layout: Layout): Content {
  tables.layouts.put(fileRow(id), layout);
  return { kind: 'layout', id, parts: layout.length };
}

export function letGoOfContent(tables: Tables, content: Content): Discarded {
  switch (content.kind) {
    case 'empty':
      return { lease: undefined, files: [] };
    case 'file':
      return letGoOfFile(tables, content.id);
    case 'layout': {
      const files = layoutFiles(tables, content).map(({ id }) => id);
      for (const id of files) letGoOfFile(tables, id);
      tables.layouts.remove(fileRow(content.id));
      return { lease: content.id, files };
    }
  }
}

/** One entry a part; a single file is one part. */
export function layoutOf(tables: Tables, content: Content, size: number): Layout {
  switch (content.kind) {
    case 'empty':
      return [];
    case 'file':
      return [{ id: content.id, size }];
    case 'layout': {
      const layout = tables.layouts.get(fileRow(content.id));
      if (layout === undefined) throw new Error(`The layout ${content.id} is missing.`);
      return layout;
    }
  }
}

function layoutFiles(tables: Tables, content: Extract<Content, { kind: 'layout' }>): StoredFile[] {
  return layoutOf(tables, content, 0).filter((part): part is StoredFile => part.id !== undefined);
}
