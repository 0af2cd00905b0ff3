import { missingCommand } from '../helpers/peers.ts';
import { Person, type Sight } from '../helpers/person.ts';
import { measureEcho, type TypingTarget } from './key-echo.ts';
import { type Bench, figureOf, peerOf } from './row.ts';
import { showrunMissing, startShowrun } from './showrun.ts';

/** A key typed into the line editor until it is painted: ours over four lab panes, beside node's and IPython's. */
export const replEchoBench: Bench = async () => {
  const targets: TypingTarget[] = [];
  try {
    for (const start of starters) {
      const target = await start();
      if (target) targets.push(target);
    }
    const samples = await measureEcho(targets);
    const ours = samples.find((one) => one.name === 'showrun');
    return [
      {
        what: 'key to echo in the REPL, 4 panes above',
        unit: 'ms',
        ours: ours && figureOf(ours.milliseconds),
        why: showrunMissing ?? 'did not start',
        peers: samples
          .filter((one) => one !== ours)
          .flatMap((one) => peerOf(one.name, figureOf(one.milliseconds))),
        budget: { kind: 'at-most', median: 1.5 },
      },
    ];
  } finally {
    for (const { person } of targets) await person.close();
  }
};

const starters: readonly (() => Promise<TypingTarget | undefined>)[] = [
  () => repl('node', { command: 'node', args: [], prompt: '> ' }),
  () => repl('ipython', { command: 'ipython3', args: ['--no-banner'], prompt: 'In [1]:' }),
  showrunRepl,
];

async function repl(
  name: string,
  program: { command: string; args: string[]; prompt: Sight },
): Promise<TypingTarget | undefined> {
  if (missingCommand(program.command) !== undefined) return undefined;
  const person = await Person.start({ ...program, cols: 200, rows: 50 });
  return ready({ name, person }, program.prompt);
}

async function showrunRepl(): Promise<TypingTarget | undefined> {
  if (showrunMissing !== undefined) return undefined;
  const target = { name: 'showrun', person: await startShowrun([]) };
  await ready(target, 'In [1]:');
  target.person.presses('ctrl-]', 'r');
  return target;
}

async function ready(target: TypingTarget, prompt: Sight): Promise<TypingTarget> {
  try {
    await target.person.sees(prompt, { withinMs: 20_000 });
    return target;
  } catch (error) {
    await target.person.close();
    throw error;
  }
}
