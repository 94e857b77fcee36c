import { execFileSync } from 'node:child_process';

/** What a real shell makes of a word. In JavaScript, so that the pages' sources need no types of Node. */
export function readByShell(word) {
  return execFileSync('sh', ['-c', `printf %s ${word}`], { encoding: 'utf8' });
}
