import type { PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { StorageError } from '../../../storage/index.ts';
import type { PreviewSource } from '../preview-source.ts';
import { DocumentAssets } from './document-assets.ts';

/** Bytes that are asked for at a time. */
const step = 256 * 1024;

/** `locked`: it has a password. `broken`: it is no document that can be read. */
export type Opened = { kind: 'open'; document: PDFDocumentProxy } | { kind: 'locked' | 'broken' };

/** Reads only the ranges that the pages which are shown need. Rejects with what reading does. */
export async function openDocument(source: PreviewSource, signal: AbortSignal): Promise<Opened> {
  const pdfjs = await import('pdfjs-dist');
  pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;
  let failure: unknown;
  const first = await source.read(0, step, { signal });
  const transport = new pdfjs.PDFDataRangeTransport(source.size, first);
  const task = pdfjs.getDocument({
    range: transport,
    rangeChunkSize: step,
    disableAutoFetch: true,
    disableStream: true,
    // Nothing in a document runs, and nothing is loaded but files of our own.
    enableXfa: false,
    BinaryDataFactory: DocumentAssets,
    useWorkerFetch: false,
    isEvalSupported: false,
    useSystemFonts: true,
  });
  transport.requestDataRange = (begin, end) => {
    source.read(begin, end, { signal }).then(
      (bytes) => transport.onDataRange(begin, bytes),
      (error: unknown) => {
        failure = error;
        void task.destroy();
      },
    );
  };
  signal.addEventListener('abort', () => void task.destroy(), { once: true });
  try {
    return { kind: 'open', document: await task.promise };
  } catch (error) {
    if (failure) throw failure;
    if (signal.aborted) throw new StorageError('aborted', { cause: error });
    return { kind: error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken' };
  }
}
