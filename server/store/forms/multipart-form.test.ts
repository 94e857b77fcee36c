import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FormErrorCode, type FormLimits, readFields, readForm } from './multipart-form.ts';

const limits: FormLimits = { fields: 4, valueBytes: 100, totalBytes: 200 };
const boundary = 'edge-of-form';

interface Outcome {
  fields?: string[];
  file?: { name: string; filename: string; contentType: string };
  bytes?: Buffer;
  error?: string;
}

let server: Server;
let outcome: Promise<Outcome>;
let read: (req: IncomingMessage) => Promise<Outcome>;

beforeEach(async () => {
  read = readWhole;
  outcome = new Promise((resolve) => {
    server = createServer((req, res) => {
      resolve(
        read(req).finally(() => {
          req.resume();
          res.end();
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function readWhole(req: IncomingMessage): Promise<Outcome> {
  try {
    const form = await readForm(req, limits, 'content');
    const fields = form.fields.map(({ name, value }) => `${name}=${value}`);
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of form.file.chunks()) chunks.push(chunk);
    } finally {
      form.close();
    }
    const { name, filename, contentType } = form.file;
    return { fields, file: { name, filename, contentType }, bytes: Buffer.concat(chunks) };
  } catch (error) {
    return { error: (error as { code: string }).code };
  }
}

const part = (disposition: string, value: string | Buffer, type?: string) =>
  Buffer.concat([
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n`),
    Buffer.from(type === undefined ? '\r\n' : `Content-Type: ${type}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
const close = Buffer.from(`--${boundary}--\r\n`);
const filePart = (bytes: string | Buffer) => part('name="content"; filename="a.txt"', bytes, 'text/css');

/** Writes the pieces one by one, each after the one before is out, and hangs up before `length` bytes if told to. */
async function post(
  pieces: readonly Buffer[],
  { length, type = `multipart/form-data; boundary=${boundary}` }: { length?: number; type?: string } = {},
): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  const size = length ?? Buffer.concat([...pieces]).length;
  const head = `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: ${size}\r\n\r\n`;
  for (const piece of [Buffer.from(head), ...pieces]) {
    await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (length !== undefined) socket.destroy();
  return socket;
}

describe('a form with a file', () => {
  it('has its fields in order and its file to the byte', async () => {
    await post([
      part('name="dir"', '/图'),
      part('name="dir"', ''),
      part('name="名"', 'b'),
      filePart('x\r\n--edge-of-for\r\n\r\n'),
      close,
    ]);
    await expect(outcome).resolves.toEqual({
      fields: ['dir=/图', 'dir=', '名=b'],
      file: { name: 'content', filename: 'a.txt', contentType: 'text/css' },
      bytes: Buffer.from('x\r\n--edge-of-for\r\n\r\n'),
    });
  });

  it('skips what comes behind the file', async () => {
    await post([
      filePart('x'),
      part('name="late"', 'y'.repeat(500)),
      filePart('z'),
      close,
      Buffer.from('end'),
    ]);
    await expect(outcome).resolves.toMatchObject({ fields: [], bytes: Buffer.from('x') });
  });

  it('takes the file by its name alone: without filename and type', async () => {
    await post([part('name="other"; filename="b"', '1'), part('name="Content"', '2'), close]);
    await expect(outcome).resolves.toEqual({
      fields: ['other=1'],
      file: { name: 'Content', filename: '', contentType: 'text/plain' },
      bytes: Buffer.from('2'),
    });
  });

  it.each(['..', 'C:\\dir\\b.txt', '/etc/b.txt'])('keeps no path of the filename %s', async (filename) => {
    await post([part(`name="content"; filename="${filename}"`, ''), close]);
    const { file, bytes } = await outcome;
    expect(['', 'b.txt']).toContain(file?.filename);
    expect(bytes).toHaveLength(0);
  });

  it('is the same wherever the network cuts it', async () => {
    const bytes = Buffer.concat(
      Array.from({ length: 40 }, (_, index) => Buffer.from(`\r\n--edge-of-form`.slice(0, (index % 15) + 1))),
    );
    const whole = Buffer.concat([part('name="dir"', '/d'), filePart(bytes), close]);
    const step = 7;
    const pieces = Array.from({ length: Math.ceil(whole.length / step) }, (_, index) =>
      whole.subarray(index * step, (index + 1) * step),
    );
    await post(pieces);
    await expect(outcome).resolves.toMatchObject({ fields: ['dir=/d'], bytes });
  });

  it('comes no faster than it is read', async () => {
    const sent = 16 * 1024 * 1024;
    let received = 0;
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let opened: (req: IncomingMessage) => void = () => undefined;
    const request = new Promise<IncomingMessage>((resolve) => {
      opened = resolve;
    });
    read = async (req) => {
      const form = await readForm(req, limits, 'content');
      opened(req);
      await gate;
      for await (const chunk of form.file.chunks()) received += chunk.length;
      form.close();
      return { fields: [String(received)] };
    };
    const sending = post([filePart(Buffer.alloc(sent)), close]);
    const req = await request;
    // Flow has stopped once the parser has more than it takes, and what the server holds is little.
    await expect.poll(() => req.isPaused()).toBe(true);
    const before = req.socket.bytesRead;
    expect(before).toBeLessThan(sent / 4);
    go();
    await expect(outcome).resolves.toEqual({ fields: [String(sent)] });
    await sending;
  });
});

describe('what is wrong with a form', () => {
  const cases: [string, FormErrorCode, Buffer[], string?][] = [
    ['another type', 'not-multipart', [close], 'application/x-www-form-urlencoded'],
    ['no boundary', 'no-boundary', [close], 'multipart/form-data'],
    ['a boundary beyond measure', 'no-boundary', [close], `multipart/form-data; boundary=${'b'.repeat(300)}`],
    ['no part', 'no-file', [close]],
    ['fields only', 'no-file', [part('name="a"', 'b'), close]],
    ['an empty body', 'truncated', []],
    ['no boundary in the body', 'truncated', [Buffer.from('content')]],
    ['an end in a field', 'truncated', [part('name="a"', 'b').subarray(0, -3)]],
    ['an end in the headers of the file', 'truncated', [filePart('x').subarray(0, 40)]],
    ['an end in the file', 'truncated', [filePart('x'.repeat(5000)).subarray(0, 4000)]],
    ['an end behind the file', 'truncated', [filePart('x')]],
    [
      'five fields',
      'too-many-fields',
      [...Array.from({ length: 5 }, () => part('name="a"', '')), filePart('x')],
    ],
    [
      'parts without names',
      'too-many-fields',
      [...Array.from({ length: 20 }, () => part('', '')), filePart('x')],
    ],
    ['a long value', 'fields-too-large', [part('name="a"', 'b'.repeat(101)), filePart('x'), close]],
    [
      'many bytes together',
      'fields-too-large',
      [...Array.from({ length: 3 }, () => part('name="a"', 'b'.repeat(80))), filePart('x'), close],
    ],
  ];
  it.each(cases)('%s: %s', async (_, error, pieces, type) => {
    await post(pieces, type === undefined ? {} : { type });
    await expect(outcome).resolves.toEqual({ error });
  });

  it.each([
    ['before the file', [part('name="a"', 'b')]],
    ['in the file', [part('name="a"', 'b'), filePart('x'.repeat(9000)).subarray(0, 8000)]],
    ['behind the file', [filePart('x')]],
  ])('a client that hangs up %s', async (_, pieces) => {
    await post(pieces, { length: 20_000 });
    await expect(outcome).resolves.toEqual({ error: 'client-gone' });
  });

  it('a reader that stops leaves the request to be drained', async () => {
    read = async (req) => {
      const form = await readForm(req, limits, 'content');
      for await (const _ of form.file.chunks()) break;
      form.close();
      const drained = new Promise((resolve) => req.on('end', resolve));
      req.resume();
      await drained;
      return { fields: ['drained'] };
    };
    await post([filePart(Buffer.alloc(2 * 1024 * 1024)), close]);
    await expect(outcome).resolves.toEqual({ fields: ['drained'] });
  });

  it('a file that nobody reads leaves the request to be drained', async () => {
    read = async (req) => {
      (await readForm(req, limits, 'content')).close();
      const drained = new Promise((resolve) => req.on('end', resolve));
      req.resume();
      await drained;
      return { fields: ['drained'] };
    };
    await post([filePart(Buffer.alloc(2 * 1024 * 1024)), close]);
    await expect(outcome).resolves.toEqual({ fields: ['drained'] });
  });
});

describe('a form without a file', () => {
  beforeEach(() => {
    read = async (req) => {
      try {
        return { fields: (await readFields(req, limits)).map(({ name, value }) => `${name}=${value}`) };
      } catch (error) {
        return { error: (error as { code: string }).code };
      }
    };
  });

  it('has its fields, files among them as text', async () => {
    await post([part('name="id"', '1'), part('name="content"; filename="b"', '2'), close]);
    await expect(outcome).resolves.toEqual({ fields: ['id=1', 'content=2'] });
  });

  it('may break off', async () => {
    await post([part('name="id"', '1')]);
    await expect(outcome).resolves.toEqual({ error: 'truncated' });
  });
});
