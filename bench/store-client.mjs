// @ts-check
import { createHash, createHmac } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';

/** @typedef {import('./store-process.mjs').StoreAddress} StoreAddress */

const unsigned = 'UNSIGNED-PAYLOAD';
const sentBytes = 64 * 1024;
const receivedBytes = 256 * 1024;

/**
 * The lines of a signed request, whose body is not part of what is signed.
 * @param {StoreAddress} store
 * @param {{ method: string, path: string, query?: Record<string, string>, length?: number }} request
 */
function signedHead({ port, accessKeyId, secretAccessKey }, { method, path, query = {}, length = 0 }) {
  const amzDate = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${amzDate.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const host = `127.0.0.1:${port}`;
  const search = Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join('&');
  const names = 'host;x-amz-content-sha256;x-amz-date';
  const canonical = [
    method,
    path,
    search,
    `host:${host}\nx-amz-content-sha256:${unsigned}\nx-amz-date:${amzDate}\n`,
    names,
    unsigned,
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const key = scope
    .split('/')
    .reduce(
      (/** @type {string | Buffer} */ parent, part) => createHmac('sha256', parent).update(part).digest(),
      `AWS4${secretAccessKey}`,
    );
  const signature = createHmac('sha256', key)
    .update(`AWS4-HMAC-SHA256\n${amzDate}\n${scope}\n${digest}`)
    .digest('hex');
  return [
    `${method} ${path}${search === '' ? '' : `?${search}`} HTTP/1.1`,
    `host: ${host}`,
    `content-length: ${length}`,
    `x-amz-content-sha256: ${unsigned}`,
    `x-amz-date: ${amzDate}`,
    `authorization: AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope},SignedHeaders=${names},Signature=${signature}`,
    '',
    '',
  ].join('\r\n');
}

/**
 * A client of one connection that does as little as can be done, so that the time is the store's: no HTTP library
 * and one buffer for all that is received.
 * @param {StoreAddress} store
 */
export function openClient(store) {
  /** @type {((chunk: Buffer) => void) | undefined} */
  let receive;
  /** @type {((error: Error) => void) | undefined} */
  let fail;
  const socket = connect({
    port: store.port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: Buffer.allocUnsafe(receivedBytes),
      callback: (bytes, buffer) => {
        receive?.(Buffer.from(buffer.buffer, buffer.byteOffset, bytes));
        return true;
      },
    },
  });
  socket.on('error', (error) => fail?.(error));
  socket.on('close', () => fail?.(new Error('The store closed the connection')));

  /**
   * Resolves when the whole answer is here.
   * @param {(chunk: Buffer) => void} take
   * @returns {Promise<void>}
   */
  const answer = (take) =>
    new Promise((resolve, reject) => {
      fail = reject;
      let head = Buffer.alloc(0);
      /** @type {number | undefined} */
      let left;
      receive = (chunk) => {
        let body = chunk;
        if (left === undefined) {
          head = Buffer.concat([head, chunk]);
          const end = head.indexOf('\r\n\r\n');
          if (end === -1) return;
          const lines = head.toString('latin1', 0, end);
          if (!/^HTTP\/1\.1 20\d /.test(lines)) return reject(new Error(`The store answered: ${head}`));
          left = Number(/^content-length: *(\d+)/im.exec(lines)?.[1] ?? 0);
          body = head.subarray(end + 4);
        }
        left -= body.length;
        if (body.length > 0) take(body);
        if (left <= 0) resolve();
      };
    });

  /**
   * In pieces that stay in the processor's cache from the read to the write: with larger ones the client takes twice
   * the time, which the store then lacks where there are two cores.
   * @param {string} name
   */
  const send = async (name) => {
    const buffers = [Buffer.allocUnsafeSlow(sentBytes), Buffer.allocUnsafeSlow(sentBytes)];
    const file = openSync(name, 'r');
    try {
      /** @type {Promise<void>} */
      let sending = Promise.resolve();
      for (let turn = 0; ; turn = 1 - turn) {
        const buffer = /** @type {Buffer} */ (buffers[turn]);
        const bytes = readSync(file, buffer);
        await sending;
        if (bytes === 0) return;
        sending = new Promise((resolve) => {
          socket.write(buffer.subarray(0, bytes), () => resolve());
        });
      }
    } finally {
      closeSync(file);
    }
  };

  return {
    /**
     * @param {string} path
     * @param {{ name: string, bytes: number }} [file]
     */
    async put(path, file) {
      const answered = answer(() => undefined);
      socket.write(signedHead(store, { method: 'PUT', path, length: file?.bytes ?? 0 }));
      if (file !== undefined) await send(file.name);
      await answered;
    },

    /**
     * Writes the answer to a file. Resolves to the number of its bytes.
     * @param {string} path
     * @param {string} fileName
     */
    async get(path, fileName) {
      let bytes = 0;
      const handle = await open(fileName, 'w');
      try {
        const answered = answer((chunk) => {
          for (let offset = 0; offset < chunk.length; ) offset += writeSync(handle.fd, chunk, offset);
          bytes += chunk.length;
        });
        socket.write(signedHead(store, { method: 'GET', path }));
        await answered;
        return bytes;
      } finally {
        await handle.close();
      }
    },

    /**
     * Resolves to a text answer, which is copied out of the buffer of the connection.
     * @param {string} path
     * @param {Record<string, string>} query
     */
    async text(path, query) {
      /** @type {Buffer[]} */
      const chunks = [];
      const answered = answer((chunk) => chunks.push(Buffer.from(chunk)));
      socket.write(signedHead(store, { method: 'GET', path, query }));
      await answered;
      return Buffer.concat(chunks).toString('utf8');
    },

    close() {
      fail = undefined;
      socket.destroy();
    },
  };
}
