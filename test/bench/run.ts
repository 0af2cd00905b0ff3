import { parseArgs } from 'node:util';
import { benches } from './all.ts';
import type { BenchRow } from './row.ts';
import { benchTable } from './table.ts';

// npm run bench [-- --only NAME]: measures everything, ours and its peers in turns, and prints one table.
const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = benches.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  console.error(
    `no such benchmark: ${values.only}; there are ${benches.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}

const rows: BenchRow[] = [];
let failures = 0;
for (const { name, bench } of chosen) {
  const startMs = performance.now();
  process.stderr.write(`${name} …`);
  try {
    rows.push(...(await bench()));
  } catch (error) {
    failures += 1;
    process.stderr.write(` failed: ${error instanceof Error ? error.message : String(error)}\n`);
    continue;
  }
  process.stderr.write(` ${((performance.now() - startMs) / 1_000).toFixed(1)} s\n`);
}

console.log(
  `\nmedian / p99 · Node ${process.versions.node} · ratio to the best peer\n\n${benchTable(rows)}\n`,
);
process.exit(failures === 0 ? 0 : 1);
