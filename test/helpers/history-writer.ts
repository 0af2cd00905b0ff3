// A program that does nothing but write inputs to a history, as fast as it can: argv is the file, its own name and how many.
import { openHistory } from '../../src/repl/history/history.ts';

const [path, name, count] = process.argv.slice(2);
const history = await openHistory({
  path,
  onProblem: (line) => process.stderr.write(`${line}\n`),
  nowMs: () => Date.now(),
});
for (let i = 0; i < Number(count); i++) {
  const id = history.begin(`${name} ${i} ${'日'.repeat(i % 200)}`, i + 1);
  history.end(id, i + 1, { outcome: 'done', hosts: ['r1'], elapsedMs: i });
  // What is said to be written is: whoever kills this program may count on it.
  if (i % 20 === 19) {
    await history.close();
    process.stdout.write(`${i + 1}\n`);
  }
}
await history.close();
