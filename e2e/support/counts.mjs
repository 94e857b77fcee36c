// @ts-check

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * From the report of vitest's JSON reporter. A file that could not be loaded or set up failed, though it holds no
 * test that did: it counts as one.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * From the report of Playwright's JSON reporter. A test that passed only on a second try has failed.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * The failed tests of vitest's report, and the files that could not be loaded or set up.
 * @param {{ testResults: { name: string, status: string,
 *   assertionResults: { status: string, fullName: string }[] }[] }} report
 */
export function failedVitest({ testResults }) {
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [name] : [];
    return failed.map(({ fullName }) => `${name} › ${fullName}`);
  });
}

/**
 * @typedef {{ title: string, file: string, tags: string[], tests: { status: string }[] }} Spec
 * @typedef {{ specs?: Spec[], suites?: Suite[] }} Suite
 */

/**
 * Every test of Playwright's report.
 * @param {Suite} suite
 * @returns {Spec[]}
 */
export const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];

/**
 * The tests of Playwright's report that failed, or passed only on a second try, and what went wrong outside of tests.
 * @param {Suite & { errors?: { message?: string }[] }} report
 */
export function failedPlaywright(report) {
  const failed = specsOf(report).filter(({ tests }) =>
    tests.some(({ status }) => status === 'unexpected' || status === 'flaky'),
  );
  return [
    ...failed.map(({ file, title }) => `${file} › ${title}`),
    ...(report.errors ?? []).map(({ message }) => message ?? 'an error outside of tests'),
  ];
}

/**
 * A run can be bad though no test of it failed: each such reason counts as one more failure.
 * @param {Counts} counts
 * @param {{ exitStatus: number, minimum: number }} run
 * @returns {{ counts: Counts, reasons: string[] }}
 */
export function judge(counts, { exitStatus, minimum }) {
  const executed = counts.passed + counts.failed;
  const reasons = [];
  if (executed < minimum) reasons.push(`only ${executed} tests ran, and there must be at least ${minimum}`);
  if (exitStatus !== 0 && counts.failed === 0) reasons.push(`it ended with status ${exitStatus}`);
  return { counts: { ...counts, failed: counts.failed + reasons.length }, reasons };
}

/** What the embedded store is to speak, and the folders of `server/store` whose tests show it. */
const rooms = {
  versions: ['versions'],
  'object lock': ['lock'],
  policies: ['access', 'auth'],
  notifications: ['events'],
  encryption: ['encryption'],
  'lifecycle, replication, tags, CORS': ['lifecycle', 'replication', 'tagging', 'cors'],
  select: ['select'],
  'forms, STS, admin': ['forms', 'sts', 'admin'],
  Want: ['want'],
};

/**
 * The passed tests of each part of the embedded store, a line each.
 * @param {{ testResults: { name: string, assertionResults: { status: string }[] }[] }} report
 */
export function roomLines({ testResults }) {
  return Object.entries(rooms).map(([title, folders]) => {
    const files = testResults.filter(({ name }) =>
      folders.some((folder) => name.replaceAll('\\', '/').includes(`/server/store/${folder}/`)),
    );
    const passed = files
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'passed');
    return `  embedded store, ${title}: ${passed.length} passed`;
  });
}

/** @param {Counts[]} all */
export function totalsLine(all) {
  const sum = (/** @type {keyof Counts} */ kind) => all.reduce((total, counts) => total + counts[kind], 0);
  const skipped = sum('skipped');
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
