import { connect } from 'node:net';

/** How long the store may think before the sending side is closed, for what waits for bytes that never come. */
const endAfterMs = 150;
/** Long enough for any answer on a busy machine: a connection that is still open then hangs. */
const hangsAfterMs = 30_000;

export interface FuzzAnswer {
  /** Undefined: the store closed the connection without an answer. */
  status: number | undefined;
  hung: boolean;
  text: string;
}

/** Sends bytes, whatever they are, and waits until the store has closed the connection. */
export function sendBytes(port: number, bytes: Buffer): Promise<FuzzAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const received: Buffer[] = [];
    let hung = false;
    const ending = setTimeout(() => socket.end(), endAfterMs);
    const hanging = setTimeout(() => {
      hung = true;
      socket.destroy();
    }, hangsAfterMs);
    socket.on('data', (chunk) => received.push(chunk));
    // A reset is an answer, too; what matters is what `close` finds.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(ending);
      clearTimeout(hanging);
      const text = Buffer.concat(received).toString('latin1');
      const status = /^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1];
      resolve({ status: status === undefined ? undefined : Number(status), hung, text });
    });
    socket.write(bytes);
  });
}
