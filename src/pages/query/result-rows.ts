import type { Column } from './cells.ts';
import { jsonFields } from './json-fields.ts';

export interface RowLimits {
  rows: number;
  /** Of the lines as they came. */
  bytes: number;
}

/** What is kept to be shown; all beyond it is counted alone. 64 MiB is what a phone's browser bears. */
const usualLimits: RowLimits = { rows: 200_000, bytes: 64 << 20 };

/** Whole lines, joined: the bytes are kept, not objects made of them. */
interface Block {
  /** Index of its first row. */
  first: number;
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each row begins and ends, without its line end. */
  spans: number[];
}

export interface ResultRows {
  /** Bytes as they came, cut anywhere. */
  push(bytes: Uint8Array): void;
  /** Nothing comes any more: a last line may have no end. */
  end(): void;
  /** One of the rows that are kept. */
  line(index: number): string;
  /** All that is kept, as whole lines. */
  blocks(): Uint8Array<ArrayBuffer>[];
  counts(): { rows: number; kept: number; bytes: number; keptBytes: number; columns: readonly Column[] };
}

const newline = 10;

/** The rows of a result in form of JSON lines, and the columns in the order in which they first came. */
export function createResultRows(limits: RowLimits = usualLimits): ResultRows {
  const blocks: Block[] = [];
  const columns: Column[] = [];
  const turns = new Map<string, number>();
  let lastNames = '';
  let rest: Uint8Array[] = [];
  let restBytes = 0;
  let [rows, kept, bytes, keptBytes] = [0, 0, 0, 0];
  /** Once full, always full: a gap between what is kept would be a lie. */
  let isFull = false;
  let shownColumns: readonly Column[] = [];

  function noteColumns(line: string): void {
    const fields = jsonFields(line);
    if (!fields) return;
    const names = JSON.stringify(fields.map(({ name }) => name));
    if (names === lastNames) return;
    lastNames = names;
    const seen = new Map<string, number>();
    for (const { name } of fields) {
      const turn = seen.get(name) ?? 0;
      seen.set(name, turn + 1);
      if (turn < (turns.get(name) ?? 0)) continue;
      turns.set(name, turn + 1);
      columns.push({ name, turn });
    }
  }

  /** Keeps as many of these whole lines as there is room for, and counts all. `whole` ends with a line end. */
  function take(whole: Uint8Array<ArrayBuffer>): void {
    const decoder = new TextDecoder();
    const spans: number[] = [];
    let from = 0;
    let end = 0;
    for (let at = whole.indexOf(newline); at !== -1; at = whole.indexOf(newline, from)) {
      if (at > from) {
        rows += 1;
        isFull ||= rows > limits.rows || keptBytes + at + 1 > limits.bytes;
        if (!isFull) {
          spans.push(from, at);
          noteColumns(decoder.decode(whole.subarray(from, at)));
          end = at + 1;
        }
      }
      from = at + 1;
    }
    if (spans.length === 0) return;
    blocks.push({ first: kept, bytes: end === whole.length ? whole : whole.slice(0, end), spans });
    kept += spans.length / 2;
    keptBytes += end;
  }

  return {
    push(chunk) {
      bytes += chunk.length;
      const end = chunk.lastIndexOf(newline);
      if (end === -1) {
        rest.push(chunk);
        restBytes += chunk.length;
        return;
      }
      const whole = new Uint8Array(restBytes + end + 1);
      let at = 0;
      for (const piece of [...rest, chunk.subarray(0, end + 1)]) {
        whole.set(piece, at);
        at += piece.length;
      }
      rest = end + 1 < chunk.length ? [chunk.slice(end + 1)] : [];
      restBytes = chunk.length - end - 1;
      take(whole);
    },
    end() {
      if (restBytes === 0) return;
      const before = bytes;
      this.push(Uint8Array.of(newline));
      bytes = before;
    },
    line(index) {
      const block = blockOf(blocks, index);
      if (!block) return '';
      const nth = (index - block.first) * 2;
      return new TextDecoder().decode(block.bytes.subarray(block.spans[nth], block.spans[nth + 1]));
    },
    blocks: () => blocks.map((block) => block.bytes),
    counts() {
      if (shownColumns.length !== columns.length) shownColumns = [...columns];
      return { rows, kept, bytes, keptBytes, columns: shownColumns };
    },
  };
}

function blockOf(blocks: readonly Block[], index: number): Block | undefined {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((blocks[middle]?.first ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return blocks[low];
}
