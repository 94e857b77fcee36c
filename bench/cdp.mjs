// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A page in a Chromium of its own, driven over the DevTools protocol with nothing enabled but what is called:
 * https://chromedevtools.github.io/devtools-protocol/. Test frameworks listen to the network, which makes the
 * browser copy every ArrayBuffer body to them: uploads then measure 17 MB/s instead of 290.
 */
export class Page {
  #send;
  #sessionId;
  #close;

  /**
   * @param {Send} send
   * @param {string} sessionId
   * @param {() => Promise<void>} close
   */
  constructor(send, sessionId, close) {
    this.#send = send;
    this.#sessionId = sessionId;
    this.#close = close;
  }

  /**
   * @param {string} method
   * @param {object} [params]
   */
  call(method, params = {}) {
    return this.#send(method, params, this.#sessionId);
  }

  /**
   * What an expression, or the promise that it is, comes to.
   * @param {string} expression
   */
  async evaluate(expression) {
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /**
   * @param {string} selector
   * @param {string[]} files
   */
  async chooseFiles(selector, files) {
    const { root } = await this.call('DOM.getDocument');
    const { nodeId } = await this.call('DOM.querySelector', { nodeId: root.nodeId, selector });
    await this.call('DOM.setFileInputFiles', { nodeId, files });
  }

  /** Seconds of processor time that the whole browser, all its processes, has used so far. */
  async cpuSeconds() {
    const { processInfo } = await this.#send('SystemInfo.getProcessInfo', {});
    return processInfo.reduce(
      (/** @type {number} */ sum, /** @type {{ cpuTime: number }} */ each) => sum + each.cpuTime,
      0,
    );
  }

  close() {
    return this.#close();
  }
}

/** @typedef {(method: string, params: object, sessionId?: string) => Promise<any>} Send */

/**
 * Starts `executable` and opens `url` in its only tab, in front and focused: a page in the background reports no
 * long tasks and has its timers slowed.
 * @param {string} executable
 * @param {string} url
 */
export async function openPage(executable, url) {
  const profile = await mkdtemp(join(tmpdir(), 'pail-bench-'));
  const browser = spawn(
    executable,
    [
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const send = speak(browser);
  const { targetInfos } = await send('Target.getTargets', {});
  const { targetId } = targetInfos.find((/** @type {{ type: string }} */ target) => target.type === 'page');
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const page = new Page(send, sessionId, async () => {
    const ended = once(browser, 'exit');
    await send('Browser.close', {});
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  await page.call('Emulation.setFocusEmulationEnabled', { enabled: true });
  await page.call('Page.navigate', { url });
  await page.evaluate(`new Promise((loaded) => {
    const look = () => (document.readyState === 'complete' && globalThis.bench ? loaded() : setTimeout(look, 50));
    look();
  })`);
  return page;
}

/**
 * Messages are JSON with a zero byte after each, on descriptors 3 (to the browser) and 4 (from it).
 * @param {import('node:child_process').ChildProcess} browser
 * @returns {Send}
 */
function speak(browser) {
  const [, , , outgoing, incoming] = /** @type {any} */ (browser.stdio);
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const calls = new Map();
  let id = 0;
  let rest = '';
  incoming.setEncoding('utf8');
  incoming.on('data', (/** @type {string} */ text) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const { id: answered, result, error } = JSON.parse(message);
      const call = calls.get(answered);
      calls.delete(answered);
      if (error) call?.reject(new Error(error.message));
      else call?.resolve(result);
    }
  });
  browser.on('exit', () => {
    for (const { reject } of calls.values()) reject(new Error('The browser has ended'));
  });
  return (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      calls.set(++id, { resolve, reject });
      outgoing.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
}
