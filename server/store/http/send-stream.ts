import type { ServerResponse } from 'node:http';
import type { ReplyStream } from './call.ts';

/**
 * Sends a body whose length is known, and ends the answer. Two buffers are used in turns, so that the next bytes are
 * read while the last ones are on their way, and a body of any length costs no more memory than these.
 */
export async function sendStream(res: ServerResponse, body: Pick<ReplyStream, 'chunks'>): Promise<void> {
  const rooms: (Buffer | undefined)[] = [undefined, undefined];
  let turn = 0;
  const chunks = body.chunks((bytes) => {
    turn = 1 - turn;
    const room = rooms[turn];
    if (room !== undefined && room.length >= bytes) return room;
    const larger = Buffer.allocUnsafeSlow(bytes);
    rooms[turn] = larger;
    return larger;
  });
  try {
    let next = chunks.next();
    for (;;) {
      const { done, value } = await next;
      if (done) break;
      // Reads into the other room: this one is free again when its bytes are written.
      next = chunks.next();
      next.catch(() => undefined);
      await settled(res, (callback) => res.write(value, callback));
    }
    await settled(res, (callback) => res.end(callback));
  } finally {
    await chunks.return(undefined);
  }
}

/** A connection that closes may leave a callback uncalled. */
function settled(
  res: ServerResponse,
  begin: (callback: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClose = () => reject(Object.assign(new Error('The client is gone.'), { code: 'ECONNRESET' }));
    res.once('close', onClose);
    begin((error) => {
      res.off('close', onClose);
      if (error) reject(error);
      else resolve();
    });
  });
}
