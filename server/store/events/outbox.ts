import type { Tables } from '../metadata/database.ts';
import { beyond } from '../metadata/row-keys.ts';
import type { StoreEvent } from './store-event.ts';

/** Something that one webhook has still to be told. */
export interface OutboxRow {
  event: StoreEvent;
}

/**
 * Rows are `target 0 number`, six bytes, big-endian: one target's rows stand together, in the order in which things
 * happened. Names of targets hold no NUL.
 */
const numberBytes = 6;
const greatestNumber = 2 ** (8 * numberBytes) - 1;

const targetStart = (target: string) => Buffer.from(`${target}\0`, 'utf8');

export function outboxRow(target: string, number: number): Buffer {
  const bytes = Buffer.alloc(numberBytes);
  bytes.writeUIntBE(number, 0, numberBytes);
  return Buffer.concat([targetStart(target), bytes]);
}

/** The oldest row of a target, or the oldest after another. */
export function firstRow(
  tables: Tables,
  target: string,
  start: Buffer = targetStart(target),
): { row: Buffer; value: OutboxRow } | undefined {
  for (const found of tables.outbox.range({ start, end: beyond(targetStart(target)) })) return found;
  return undefined;
}

/** A number that is greater than all that the target has. It costs 48 look-ups, however many rows there are. */
export function nextNumber(tables: Tables, target: string): number {
  let low = 0;
  let high = greatestNumber;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (firstRow(tables, target, outboxRow(target, middle)) === undefined) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Every target that has rows, whether it is still configured or not. */
export function* targetsWithRows(tables: Tables): Generator<string> {
  let start: Buffer = Buffer.from([0]);
  const end = Buffer.from([0xff]);
  for (;;) {
    let found: Buffer | undefined;
    for (const { row } of tables.outbox.range({ start, end })) {
      found = row;
      break;
    }
    if (found === undefined) return;
    const name = found.toString('utf8', 0, found.indexOf(0));
    yield name;
    start = beyond(targetStart(name));
  }
}
