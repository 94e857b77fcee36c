/** Enough to tell ids apart: those that are made of the time begin alike, and end each in its own way. */
export function shortVersionId(versionId: string): string {
  return versionId.length <= 12 ? versionId : `${versionId.slice(0, 4)}…${versionId.slice(-6)}`;
}
