import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Port, takePort } from './port.ts';
import { StartProblem } from './start-problem.ts';

const anywhere = { host: '127.0.0.1', port: 0, flag: '--port' };

async function fetchText(port: Port, agent?: Agent): Promise<string> {
  const [response] = await once(get({ host: '127.0.0.1', port: port.number, agent }), 'response');
  return await text(response);
}

describe('takePort', () => {
  // The clock stands still: what closes in these tests does not close because its time is up.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('holds requests until it is told how to answer', async () => {
    const port = await takePort(anywhere);
    const answer = fetchText(port);
    port.serve((_req, res) => res.end('late'));
    expect(await answer).toBe('late');
    await port.close();
  });

  it.each([
    { change: {}, names: /^Port \d+ on 127\.0\.0\.1 is taken: .*--port\.$/ },
    { change: { host: 'no-such-host.invalid' }, names: /no address "no-such-host\.invalid"/ },
    { change: { host: '192.0.2.1' }, names: /no address "192\.0\.2\.1"/ },
  ])('says in a sentence that it cannot take $change', async ({ change, names }) => {
    const port = await takePort(anywhere);
    const second = takePort({ ...anywhere, port: port.number, ...change });
    await expect(second).rejects.toThrow(StartProblem);
    await expect(second).rejects.toThrow(names);
    await port.close();
  });

  it('lets a request in hand finish, though its connection would stay open, and accepts no other', async () => {
    const port = await takePort(anywhere);
    const agent = new Agent({ keepAlive: true });
    let finish: (() => void) | undefined;
    const arrived = new Promise<void>((done) => {
      port.serve((_req, res) => {
        finish = () => res.end('whole');
        done();
      });
    });
    const answer = fetchText(port, agent);
    await arrived;
    const closed = port.close();
    await expect(once(connect(port.number, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
    finish?.();
    expect(await answer).toBe('whole');
    await closed;
    agent.destroy();
  });

  it('does not wait for connections that ask for nothing', async () => {
    const port = await takePort(anywhere);
    port.serve((_req, res) => res.end());
    const early = connect(port.number, '127.0.0.1');
    const ended = new Promise((done) => early.once('close', done).once('error', () => undefined));
    await once(early, 'connect');
    // Accepted after `early`, and left open as well.
    await fetchText(port, new Agent({ keepAlive: true }));
    await port.close();
    await ended;
  });

  it('cuts a request that does not finish after two seconds', async () => {
    const port = await takePort(anywhere);
    port.serve((_req, res) => {
      res.write('half');
    });
    const [response] = await once(get({ host: '127.0.0.1', port: port.number }), 'response');
    const cut = expect(text(response)).rejects.toThrow('aborted');
    const closed = port.close();
    vi.advanceTimersByTime(2_000);
    await closed;
    await cut;
  });
});
