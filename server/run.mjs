import { checkNodeVersion } from './node-version.mjs';

if (checkNodeVersion()) {
  void import('./launch.mjs').then(({ launch }) => launch(process.argv.slice(2)));
}
