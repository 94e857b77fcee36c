export type TargetName = 'embedded' | 'minio';

/** The server that the suite runs on, chosen by `e2e/run.mjs` through PAIL_E2E_TARGET. */
export const targetName: TargetName = parseTargetName(process.env.PAIL_E2E_TARGET || 'embedded');

function parseTargetName(name: string): TargetName {
  if (name === 'embedded' || name === 'minio') return name;
  throw new Error(`PAIL_E2E_TARGET must be "embedded" or "minio", not "${name}"`);
}
