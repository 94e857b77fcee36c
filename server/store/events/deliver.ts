/** How a webhook is asked. */
export interface WebhookTarget {
  /** Letters, digits, `-` and `_`: it is a part of ARNs and rows. */
  name: string;
  /** `http` or `https`. */
  url: string;
}

/** How long a webhook may take to answer, in ms. */
const answerMs = 10_000;
/** How much of an answer is read so that the connection can be used again, in bytes. */
const answerBytes = 64 * 1024;

const firstPauseMs = 1000;
const longestPauseMs = 60_000;

/** How long to wait after so many failures in a row, in ms. */
export const retryPause = (failures: number) =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 16));

/** Posts one body. Throws where the answer is not a 2xx, or none comes in time. Redirects are answers like any other. */
export async function deliver(
  { url }: WebhookTarget,
  body: string,
  request: typeof fetch,
  closing: AbortSignal,
): Promise<void> {
  const cut = new AbortController();
  const late = setTimeout(() => cut.abort(new Error('It did not answer in time.')), answerMs);
  const close = () => cut.abort(closing.reason);
  closing.addEventListener('abort', close);
  try {
    const response = await request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Pail' },
      body,
      redirect: 'manual',
      signal: cut.signal,
    });
    await skim(response);
    if (!response.ok) throw new Error(`It answered with status ${response.status}.`);
  } finally {
    clearTimeout(late);
    closing.removeEventListener('abort', close);
  }
}

async function skim({ body }: Response): Promise<void> {
  if (body === null) return;
  let read = 0;
  for await (const chunk of body) {
    read += chunk.length;
    if (read > answerBytes) break;
  }
}
