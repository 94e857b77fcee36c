import { fuzzStore } from './fuzz-store.ts';

/** `npm run fuzz:store -- [COUNT] [SEED]`: mutated requests to a store of its own, and a look at what is left of it. */
const [count = 20_000, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
process.stdout.write(`${count} requests of the seed ${seed}\n`);
const { statuses, failures, check, files, rss } = await fuzzStore({ seed, count });
process.stdout.write(`answers: ${JSON.stringify(statuses)}\n`);
process.stdout.write(`versions: ${check.intact} intact, ${check.unreadable} with an unknown key\n`);
process.stdout.write(`files: ${files.onDisk} on the disk, ${files.referred} in use\n`);
process.stdout.write(`memory: ${rss.early} MiB after a tenth, ${rss.late} MiB at the end, client included\n`);
for (const { index, answer, request } of failures) {
  process.stdout.write(
    `\n#${index} ${answer.hung ? 'hangs' : answer.text.slice(0, 500)}\n${request.slice(0, 2000)}\n`,
  );
}
for (const sentence of check.damage) process.stdout.write(`${sentence}\n`);
const isWhole = failures.length + check.damage.length === 0 && files.onDisk === files.referred;
process.exitCode = isWhole && rss.late - rss.early < 200 ? 0 : 1;
