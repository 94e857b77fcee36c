import { readFileSync, writeFileSync } from 'node:fs';
import { countRows, rowsDocument } from './support/rows.mjs';

/** @param {string} name */
const report = (name) =>
  JSON.parse(readFileSync(new URL(`../test-results/${name}.json`, import.meta.url), 'utf8'));

writeFileSync(
  new URL('../docs/rows.md', import.meta.url),
  rowsDocument(countRows({ unit: report('unit'), e2e: report('e2e'), servers: report('servers') })),
);
