import { describe, expect, it } from 'vitest';
import {
  countPlaywright,
  countVitest,
  failedPlaywright,
  failedVitest,
  judge,
  totalsLine,
} from './counts.mjs';

describe('countVitest', () => {
  it('counts tests, and a file that could not be loaded or set up as one failure', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    const whole = { status: 'passed', assertionResults: [{ status: 'passed' }] };
    const failedTest = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
    const notLoaded = { status: 'failed', assertionResults: [] };
    const notSetUp = { status: 'failed', assertionResults: [{ status: 'skipped' }] };
    const count = (...testResults: (typeof whole)[]) => countVitest({ ...report, testResults });
    expect(count(whole, failedTest)).toEqual({ passed: 5, failed: 1, skipped: 3 });
    expect(count(whole, failedTest, notLoaded, notSetUp).failed).toBe(3);
  });
});

describe('countPlaywright', () => {
  it('counts flaky tests and errors outside of tests as failures', () => {
    const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 3 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 7, failed: 4, skipped: 3 });
  });
});

describe('judge', () => {
  it.each([
    { passed: 5, failed: 0, skipped: 0, exitStatus: 0, minimum: 5, failures: 0 },
    { passed: 4, failed: 1, skipped: 0, exitStatus: 1, minimum: 5, failures: 1 },
    { passed: 0, failed: 0, skipped: 0, exitStatus: 0, minimum: 1, failures: 1 },
    { passed: 4, failed: 0, skipped: 9, exitStatus: 0, minimum: 5, failures: 1 },
    { passed: 5, failed: 0, skipped: 0, exitStatus: 1, minimum: 5, failures: 1 },
    { passed: 0, failed: 0, skipped: 0, exitStatus: 1, minimum: 5, failures: 2 },
  ])(
    '$passed passed, $failed failed with status $exitStatus and a minimum of $minimum: $failures failures',
    ({ passed, failed, skipped, exitStatus, minimum, failures }) => {
      const { counts } = judge({ passed, failed, skipped }, { exitStatus, minimum });
      expect(counts).toEqual({ passed, failed: failures, skipped });
    },
  );
});

describe('totalsLine', () => {
  it('adds up, and names skipped tests only where there are some', () => {
    const some = { passed: 2, failed: 1, skipped: 0 };
    expect(totalsLine([some, some])).toBe('4 passed, 2 failed');
    expect(totalsLine([some, { passed: 0, failed: 0, skipped: 3 }])).toBe('2 passed, 1 failed, 3 skipped');
    expect(totalsLine([])).toBe('0 passed, 0 failed');
  });
});

describe('what failed is named', () => {
  it('by file and test, and by file alone where it could not be loaded', () => {
    const test = (fullName: string, status: string) => ({ fullName, status });
    const testResults = [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [test('adds', 'passed'), test('cuts', 'failed')],
      },
      { name: 'b.test.ts', status: 'failed', assertionResults: [] },
      { name: 'c.test.ts', status: 'passed', assertionResults: [test('runs', 'passed')] },
    ];
    expect(failedVitest({ testResults })).toEqual(['a.test.ts › cuts', 'b.test.ts']);
  });

  it('in the browser also where a second try passed', () => {
    const spec = (title: string, status: string) => ({
      title,
      file: 'x.spec.ts',
      tags: [],
      tests: [{ status }],
    });
    const report = {
      suites: [
        {
          specs: [spec('opens', 'expected'), spec('closes', 'unexpected')],
          suites: [{ specs: [spec('waits', 'flaky')] }],
        },
      ],
      errors: [{ message: 'no browser' }],
    };
    expect(failedPlaywright(report)).toEqual(['x.spec.ts › closes', 'x.spec.ts › waits', 'no browser']);
  });
});
