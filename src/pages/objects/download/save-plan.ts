/** Bytes that are held in memory where a browser writes no files. */
export const memoryLimit = 256 * 1024 ** 2;

/** How bytes reach the disk: straight into a file, through memory, or not at all. */
export type SavePlan = 'file' | 'memory' | 'too-large';

export function savePlan({ size, canPickFile }: { size: number; canPickFile: boolean }): SavePlan {
  if (canPickFile) return 'file';
  return size <= memoryLimit ? 'memory' : 'too-large';
}

interface Kept {
  entries: readonly unknown[];
  folders: readonly unknown[];
}

/** Whether the browser's own download manager can have it: one object, by a signed link. */
export function handsOver(
  targets: Kept,
  { canPresign, isKeyed }: { canPresign: boolean; isKeyed: boolean },
): boolean {
  return targets.entries.length === 1 && targets.folders.length === 0 && canPresign && !isKeyed;
}
