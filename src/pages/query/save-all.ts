import type { SelectInput } from '../../storage/index.ts';
import type { QueryEngine } from './query-engine.ts';

interface PickedFile {
  createWritable(): Promise<WritableStream<Uint8Array>>;
}

type Picker = (options: { suggestedName: string }) => Promise<PickedFile>;

const picker = () => (globalThis as { showSaveFilePicker?: Picker }).showSaveFilePicker;

/** Whether the browser writes to a file while it comes. */
export const canSaveAll = () => picker() !== undefined;

/**
 * Runs the query once more, into a file that the person picks; nothing is kept in memory. False where no file was
 * picked. Rejects with what the engine or the disk does; half a file is thrown away by the browser then.
 */
export async function saveAll(
  engine: QueryEngine,
  input: SelectInput,
  name: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (bytes: number) => void },
): Promise<boolean> {
  const file = await picker()?.({ suggestedName: name }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  });
  if (!file) return false;
  const writer = (await file.createWritable()).getWriter();
  let bytes = 0;
  try {
    for await (const one of engine.run(input, { signal })) {
      if (one.kind !== 'records') continue;
      await writer.write(new Uint8Array(one.bytes));
      bytes += one.bytes.length;
      onProgress(bytes);
    }
    await writer.close();
    return true;
  } catch (error) {
    await writer.abort().catch(() => undefined);
    throw error;
  }
}
