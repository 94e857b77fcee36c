import { S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import {
  type ConnectionProfile,
  createTransferEngine,
  openStorage,
  parseProfile,
} from '../src/storage/index.ts';

/** Each sends the chosen file to a store at `endpoint` and says how long it took, in ms. */
type Contender = (file: File, endpoint: string) => Promise<void>;

const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench-secret' };
const bucket = 'bench';

/** The most that this browser can do: slices of the file, handed over unread, unhashed and unsigned. */
const raw: Contender = async (file, endpoint) => {
  const partSize = 16 * 1024 ** 2;
  const parts = Math.ceil(file.size / partSize);
  let next = 0;
  async function sendParts(): Promise<void> {
    while (next < parts) {
      const part = next++;
      const url = `${endpoint}/${bucket}/raw?partNumber=${part + 1}&uploadId=raw`;
      await sendRaw(url, file.slice(part * partSize, (part + 1) * partSize));
    }
  }
  await Promise.all([sendParts(), sendParts(), sendParts(), sendParts()]);
};

function sendRaw(url: string, body: Blob): Promise<void> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('PUT', url);
    xhr.upload.onprogress = () => {};
    xhr.onload = () => (xhr.status === 200 ? resolve() : reject(new Error(`status ${xhr.status}`)));
    xhr.onerror = () => reject(new Error('no answer'));
    xhr.send(body);
  });
}

/** What the console does: one engine for all rounds, as in a page that stays open. */
const engine = createTransferEngine();
async function uploadBy(profile: ConnectionProfile, file: File): Promise<void> {
  const storage = await openStorage({ profile, credentials });
  const [id] = engine.upload({ storage, bucket, files: [{ file, key: 'pail' }] });
  await new Promise<void>((resolve, reject) => {
    const unsubscribe = engine.subscribe(() => {
      const state = engine.getSnapshot().transfers.find((transfer) => transfer.id === id)?.state;
      if (state?.phase === 'verified') resolve();
      else if (state?.phase === 'failed') reject(state.error);
      else return;
      unsubscribe();
    });
  });
}

const pail: Contender = async (file, endpoint) => {
  const parsed = parseProfile({
    name: 'bench',
    endpoint,
    region: 'us-east-1',
    addressing: 'path',
    accessKeyId: credentials.accessKeyId,
  });
  if (!('profile' in parsed)) throw new Error('not a profile');
  await uploadBy(parsed.profile, file);
};

/** The same file by the second protocol, in its usual blocks. */
const want: Contender = (file, endpoint) =>
  uploadBy(
    {
      protocol: 'want',
      name: 'bench',
      endpoint,
      manageEndpoint: endpoint,
      keyType: 'TOP',
      accessKeyId: credentials.accessKeyId,
    },
    file,
  );

/** With its default settings, as its documentation shows it. */
const libStorage: Contender = async (file, endpoint) => {
  const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  await new Upload({ client, params: { Bucket: bucket, Key: 'lib-storage', Body: file } }).done();
};

const contenders = { raw, pail, want, 'lib-storage': libStorage };

interface Figures {
  ms: number;
  /** Tasks of 50 ms and more on the main thread. */
  longTasks: number;
  /** The longest that a timer of 10 ms was late, in ms. */
  longestGap: number;
}

async function measure(name: keyof typeof contenders, endpoint: string): Promise<Figures> {
  const file = document.querySelector('input')?.files?.[0];
  if (!file) throw new Error('no file was chosen');
  let longTasks = 0;
  const observer = new PerformanceObserver((list) => {
    longTasks += list.getEntries().length;
  });
  observer.observe({ type: 'longtask' });
  let longestGap = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longestGap = Math.max(longestGap, now - last - 10);
    last = now;
  }, 10);
  const start = performance.now();
  await contenders[name](file, endpoint);
  const ms = performance.now() - start;
  clearInterval(timer);
  longTasks += observer.takeRecords().length;
  observer.disconnect();
  return { ms, longTasks, longestGap };
}

Object.assign(globalThis, { bench: { measure } });
