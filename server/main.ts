import { setFlagsFromString } from 'node:v8';
import { runProgram } from './program.ts';

// Bodies that pass through count as garbage of the heap, which is small: without this, V8 marks the whole heap anew
// every 30 MB of them, for a quarter of the time that a large upload takes.
setFlagsFromString('--heap-growing-percent=300');

await runProgram(process.argv.slice(2), process.env);
