// @ts-check
import { specsOf } from './counts.mjs';

/**
 * The rows of the feature table, and the unit tests of each: the beginnings of their files below `src/`, and what the
 * names of the tests hold where a file has those of several rows. `embeddedOnly`: MinIO has no such protocol.
 * @type {{ row: number, title: string, unit: string[], named?: RegExp, embeddedOnly?: boolean }[]}
 */
const rows = [
  {
    row: 1,
    title: 'Connect, credentials, sessions',
    unit: ['storage/connection', 'storage/credentials', 'storage/s3/open-session', 'pages/connect/'],
  },
  {
    row: 2,
    title: 'Create a bucket',
    unit: ['storage/bucket-name', 'storage/s3/s3-driver', 'pages/buckets/name'],
  },
  { row: 3, title: 'List buckets', unit: ['storage/s3/parse-buckets', 'pages/buckets/bucket-rows'] },
  { row: 4, title: 'A bucket by name', unit: ['storage/s3/buckets', 'storage/s3/region-endpoint'] },
  { row: 5, title: 'Delete a bucket, empty or not', unit: ['storage/s3/purge', 'pages/buckets/delete/'] },
  {
    row: 6,
    title: 'List objects',
    unit: [
      'storage/s3/listing/',
      'storage/s3/versions/',
      'pages/objects/listing/',
      'pages/objects/versions/',
    ],
  },
  {
    row: 7,
    title: 'Incomplete uploads',
    unit: ['storage/s3/list-uploads', 'storage/transfer/resume-', 'pages/uploads-in-progress/'],
  },
  { row: 8, title: 'Policy', unit: ['storage/policy/', 'storage/s3/settings/policy', 'pages/policies/'] },
  {
    row: 9,
    title: 'Notifications',
    unit: ['storage/s3/settings/notification', 'pages/notifications/'],
  },
  {
    row: 10,
    title: 'Live events',
    unit: ['storage/s3/minio/', 'pages/events/', 'pages/shared/bucket-events/'],
  },
  {
    row: 11,
    title: 'Encryption',
    unit: ['storage/s3/settings/', 'pages/bucket-settings/encryption/'],
    named: /encrypt/i,
  },
  {
    row: 12,
    title: 'Versioning',
    unit: ['storage/s3/settings/', 'pages/bucket-settings/versioning/'],
    named: /versioning/i,
  },
  {
    row: 13,
    title: 'Replication',
    unit: ['storage/s3/settings/', 'pages/bucket-settings/replication/'],
    named: /replica/i,
  },
  {
    row: 14,
    title: 'Lifecycle',
    unit: ['storage/s3/settings/lifecycle', 'storage/settings/lifecycle', 'pages/bucket-settings/lifecycle/'],
  },
  {
    row: 15,
    title: 'Object lock',
    unit: ['storage/s3/settings/', 'pages/bucket-settings/object-lock/'],
    named: /lock/i,
  },
  {
    row: 16,
    title: 'Download',
    unit: [
      'pages/objects/download/',
      'pages/previews/',
      'storage/transfer/download',
      'storage/s3/object-head',
      'storage/s3/part-size',
      'storage/s3/read-object',
    ],
  },
  { row: 17, title: 'Query', unit: ['storage/s3/select/', 'pages/query/'] },
  {
    row: 18,
    title: 'Upload',
    unit: [
      'storage/transfer/',
      'storage/digest/',
      'pages/objects/upload/',
      'storage/journal/',
      'pages/shared/as-code/',
    ],
  },
  {
    row: 19,
    title: 'Copy, move, rename',
    unit: ['storage/copy/', 'storage/s3/copy-object', 'pages/objects/copy/'],
  },
  {
    row: 20,
    title: 'Properties of an object',
    unit: [
      'storage/s3/object-head',
      'storage/s3/object-refusal',
      'storage/s3/read-object',
      'storage/s3/metadata-text',
      'storage/s3/object-tags',
      'pages/objects/detail/',
      'pages/objects/tags/',
    ],
  },
  {
    row: 21,
    title: 'Delete objects',
    unit: ['pages/objects/delete/', 'storage/s3/delete-many', 'storage/s3/versions/'],
  },
  {
    row: 22,
    title: 'Legal hold',
    unit: ['storage/s3/object-lock', 'pages/objects/lock/', 'pages/objects/batch/run-each'],
    named: /hold|lack|runEach/i,
  },
  {
    row: 23,
    title: 'Retention',
    unit: ['storage/s3/object-lock', 'storage/retention-change', 'pages/objects/lock/'],
    named: /retention/i,
  },
  {
    row: 24,
    title: 'Links to read',
    unit: ['storage/s3/presign', 'pages/objects/share/', 'pages/shared/links/'],
  },
  {
    row: 25,
    title: 'Links to write',
    unit: ['storage/s3/presign', 'pages/objects/share/'],
    named: /PUT|write|delete/i,
  },
  {
    row: 26,
    title: 'Upload forms',
    unit: [
      'storage/s3/upload-form',
      'storage/s3/forms/',
      'pages/upload-forms/',
      'pages/drop/',
      'pages/shared/drop-link/',
    ],
  },
  {
    row: 27,
    title: 'Want: connect',
    unit: ['storage/want/want-check', 'storage/want/upload-token', 'storage/want/manage-signature'],
    embeddedOnly: true,
  },
  {
    row: 28,
    title: 'Want: upload policy',
    unit: ['storage/want/upload-policy', 'storage/want/magic-variables', 'pages/upload-policy/'],
    embeddedOnly: true,
  },
  { row: 29, title: 'Want: upload', unit: ['storage/want/want-caller'], embeddedOnly: true },
  {
    row: 30,
    title: 'Want: upload by blocks',
    unit: ['storage/transfer/block-', 'storage/digest/'],
    embeddedOnly: true,
  },
  {
    row: 31,
    title: 'Want: results',
    unit: ['pages/shared/receipt/', 'storage/want/want-driver'],
    embeddedOnly: true,
  },
  {
    row: 32,
    title: 'Want: files and folders',
    unit: ['storage/want/want-listing', 'storage/want/want-objects', 'storage/want/want-embedded'],
    embeddedOnly: true,
  },
];

/**
 * @typedef {{ testResults: { name: string, assertionResults: { status: string, fullName: string }[] }[] }} UnitReport
 * @typedef {{ unit: UnitReport, e2e: import('./counts.mjs').Suite, servers: import('./counts.mjs').Suite }} Reports
 * @typedef {{ row: number, title: string, unit: number, e2e: number, servers: number | undefined }} RowCounts
 */

/**
 * How many tests passed for each row.
 * @param {Reports} reports
 * @returns {RowCounts[]}
 */
export function countRows({ unit, e2e, servers }) {
  const [onEmbedded, onServers] = [passedByTag(e2e), passedByTag(servers)];
  return rows.map(({ row, title, unit: files, named = /(?:)/, embeddedOnly }) => {
    const tag = `row-${String(row).padStart(2, '0')}`;
    const tests = unit.testResults
      .filter(({ name }) => files.some((file) => name.replaceAll('\\', '/').includes(`/src/${file}`)))
      .flatMap(({ name, assertionResults }) =>
        assertionResults.filter(
          ({ status, fullName }) =>
            status === 'passed' && named.test(`${name.split('/src/')[1]} ${fullName}`),
        ),
      );
    return {
      row,
      title,
      unit: tests.length,
      e2e: onEmbedded.get(tag) ?? 0,
      servers: embeddedOnly ? undefined : (onServers.get(tag) ?? 0),
    };
  });
}

/**
 * The rows that lack tests of a kind.
 * @param {RowCounts[]} counts
 */
export const emptyRows = (counts) =>
  counts
    .filter(({ unit, e2e, servers = 1 }) => Math.min(unit, e2e, servers) === 0)
    .map(
      ({ row, title, unit, e2e, servers }) =>
        `row ${row}, ${title}: ${unit} unit, ${e2e} browser${servers === undefined ? '' : `, ${servers} MinIO`}`,
    );

/** @param {RowCounts[]} counts */
export function rowsDocument(counts) {
  const lines = counts.map(
    ({ row, title, unit, e2e, servers = '–' }) => `| ${row} | ${title} | ${unit} | ${e2e} | ${servers} |`,
  );
  return `# What is tested, row by row

The rows are those of the feature table: every call of the documents that Pail covers. The numbers are tests that
passed, of the reports of one run of \`npm test -- --ci\`; \`npm run rows\` writes this page from them. MinIO does not
speak Want.

| row | what | unit | in the browser, embedded store | in the browser, MinIO |
|---|---|---|---|---|
${lines.join('\n')}
`;
}

/** @param {import('./counts.mjs').Suite} report */
function passedByTag(report) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { tags, tests } of specsOf(report)) {
    if (!tests.every(({ status }) => status === 'expected')) continue;
    for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return counts;
}
