import { startLoopbackServer } from './loopback-server.ts';

export interface Webhook {
  url: string;
  /** What it was told so far: the events and their keys, in the order of arrival. */
  told(): { event: string; key: string }[];
  close(): Promise<void>;
}

/** A destination of notifications, as anybody may write one: it takes JSON and answers 200. */
export async function startWebhook(): Promise<Webhook> {
  const told: { event: string; key: string }[] = [];
  const { origin, close } = await startLoopbackServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      if (request.method === 'POST') told.push(...eventsOf(Buffer.concat(chunks).toString()));
      response.end();
    });
  });
  return { url: `${origin}/told`, told: () => [...told], close };
}

/** Keys come as a form would send them. */
function eventsOf(body: string): { event: string; key: string }[] {
  if (body.trim() === '') return [];
  const { Records: records = [] } = JSON.parse(body) as {
    Records?: { eventName: string; s3: { object: { key: string } } }[];
  };
  return records.map(({ eventName, s3 }) => ({
    event: eventName.replace(/^s3:/, ''),
    key: decodeURIComponent(s3.object.key.replaceAll('+', ' ')),
  }));
}
