import { describe, expect, it } from 'vitest';
import { countRows, emptyRows, rowsDocument } from './rows.mjs';

const spec = (tag: string, status = 'expected') => ({
  title: 'does it',
  file: 'x.spec.ts',
  tags: [tag],
  tests: [{ status }],
});
const unitFile = (name: string, ...tests: [fullName: string, status: string][]) => ({
  name: `/somewhere/src/${name}`,
  assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
});

const counts = countRows({
  unit: {
    testResults: [
      unitFile(
        'storage/s3/settings/documents.test.ts',
        ['encryption is read', 'passed'],
        ['versioning', 'passed'],
      ),
      unitFile(
        'pages/bucket-settings/encryption/form.test.ts',
        ['takes a key', 'passed'],
        ['or none', 'failed'],
      ),
    ],
  },
  e2e: {
    suites: [
      { specs: [spec('row-11'), spec('row-12', 'unexpected')], suites: [{ specs: [spec('row-11')] }] },
    ],
  },
  servers: { specs: [spec('row-11')] },
});
const row = (number: number) => counts.find((count) => count.row === number);

describe('the table of rows', () => {
  it('counts what passed, by file, by name and by tag', () => {
    expect(row(11)).toMatchObject({ unit: 2, e2e: 2, servers: 1 });
    expect(row(12)).toMatchObject({ unit: 1, e2e: 0, servers: 0 });
  });

  it('names the rows that lack a kind of test', () => {
    expect(emptyRows(counts)).toContain('row 12, Versioning: 1 unit, 0 browser, 0 MinIO');
    expect(emptyRows(counts).join()).not.toContain('row 11');
    expect(emptyRows(counts)).toContain('row 27, Want: connect: 0 unit, 0 browser');
  });

  it('becomes a page', () => {
    expect(rowsDocument(counts)).toContain('| 11 | Encryption | 2 | 2 | 1 |');
    expect(rowsDocument(counts)).toContain('| 27 | Want: connect | 0 | 0 | – |');
  });
});
