// @ts-check
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';

/** @typedef {import('./running-md5.ts').Order} Order */

// The other end of running-md5.ts. JavaScript, since a thread starts without the compiler that tests have.

let md5 = createHash('md5');

parentPort?.on('message', (/** @type {Order} */ order) => {
  if (order instanceof Uint8Array) {
    md5.update(order);
    parentPort?.postMessage(order.buffer, [order.buffer]);
    return;
  }
  if (order === 'digest') parentPort?.postMessage(md5.digest());
  md5 = createHash('md5');
});
