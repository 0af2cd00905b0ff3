import { missingCommand } from '../helpers/peers.ts';
import { Person, type Sight } from '../helpers/person.ts';
import { echoRow, measureAll, ready, type Started } from './echo-row.ts';
import type { Bench } from './row.ts';
import { showrunMissing, startShowrun } from './showrun.ts';

const WITHIN_MS = 20_000;

/** A key typed into the line editor until it is painted: ours over four lab panes, beside node's and IPython's. */
export const replEchoBench: Bench = async () => {
  const samples = await measureAll([
    () => repl('node', { command: 'node', args: [], prompt: '> ' }),
    () => repl('ipython', { command: 'ipython3', args: ['--no-banner'], prompt: 'In [1]:' }),
    showrunRepl,
  ]);
  return [echoRow('key to echo in the REPL, 4 panes above', samples, { median: 1.5 })];
};

async function repl(
  name: string,
  program: { command: string; args: string[]; prompt: Sight },
): Promise<Started | undefined> {
  if (missingCommand(program.command) !== undefined) return undefined;
  const person = await Person.start({ ...program, cols: 200, rows: 50 });
  return ready(
    { name, person, close: () => person.close() },
    { prompt: program.prompt, withinMs: WITHIN_MS },
  );
}

async function showrunRepl(): Promise<Started | undefined> {
  if (showrunMissing !== undefined) return undefined;
  const person = await startShowrun([]);
  const started = { name: 'showrun', person, close: () => person.close() };
  await ready(started, { prompt: 'In [1]:', withinMs: WITHIN_MS });
  person.presses('ctrl-]', 'r');
  return started;
}
