import { randomBytes } from 'node:crypto';

/**
 * A UUID of version 7 (https://www.rfc-editor.org/rfc/rfc9562#section-5.7), so that version ids sort by time and look
 * as clients of MinIO expect. It is greater than `previous`, also when the clock was set back or stood still.
 */
export function newOrder(now: number, previous: string | undefined): string {
  const earliest = previous === undefined ? 0 : timeOfOrder(previous) + 1;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.max(Math.floor(now), earliest), 0, 6);
  bytes[6] = 0x70 | (Number(bytes[6]) & 0x0f);
  bytes[8] = 0x80 | (Number(bytes[8]) & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Greater than every order there will be. */
export const latestOrder = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Ids become parts of rows, so nothing else may reach them. */
export const isOrder = (text: string) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

export const orderBytes = (order: string) => Buffer.from(order.replaceAll('-', ''), 'hex');

const timeOfOrder = (order: string) => orderBytes(order).readUIntBE(0, 6);
