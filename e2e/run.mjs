import { checkNodeVersion } from '../server/node-version.mjs';

if (checkNodeVersion()) {
  void import('./support/suite.mjs').then(({ runSuite }) => runSuite(process.argv.slice(2)));
}
