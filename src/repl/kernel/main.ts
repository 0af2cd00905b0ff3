// The kernel: a process of its own in which cells run. A loop, a bad regular expression or a full heap stops here and
// touches no session. It holds no secrets and no connection; commands are asked for over the pipe to the program.
//
// No AsyncLocalStorage or async hooks here: terminating a cell with them switched on aborts Node.
import { join } from 'node:path';
import { packageFolder } from '../../core/package-folder.ts';
import { completeInKernel } from '../completion/kernel-completion.ts';
import type { WordAbout } from '../completion/vocabulary.ts';
import { askRules, rememberRules } from '../diff/remembered-rules.ts';
import { Fleet } from '../fleet/fleet.ts';
import { Requests } from '../fleet/requests.ts';
import { HelpText, OVERVIEW } from '../help/help-text.ts';
import { foldersAmong } from '../link/kernel-folders.ts';
import type { FromKernel, ToKernel } from '../link/protocol.ts';
import { KERNEL_NAME } from '../syntax/form-edits.ts';
import { cellCalls } from './cell-calls.ts';
import { Cells } from './cells.ts';
import { loadDefinitions } from './definitions.ts';
import { LiveDisplay } from './live-display.ts';
import { Magics } from './magics.ts';
import { CellModules } from './modules.ts';
import { openWorld } from './open-world.ts';
import { PersonNames } from './person-names.ts';
import { Printer } from './printer.ts';
import { isStage } from './stage.ts';
import { installStages } from './stages.ts';
import { CellTimers } from './timers.ts';
import { startWatchdog } from './watchdog.ts';

startWatchdog();

const channel = process.send?.bind(process);
const send = (message: FromKernel): void => {
  channel?.(message);
};
const leave = process.exit.bind(process);
const isScript = process.argv.includes('script');
const printer = new Printer(
  (text, to) => send({ kind: 'print', text, ...(to === 'errors' && isScript ? { to } : {}) }),
  isScript ? 'whole' : 'bounded',
);
const requests = new Requests(send);
const fleet = new Fleet(requests);
const timers = new CellTimers();
const display = new LiveDisplay({ send, print: (text) => printer.write(text) });
const modules = new CellModules();
const cells = new Cells((number, outcome) => {
  timers.owner = 0;
  printer.flush();
  display.end();
  send({ kind: 'outcome', number, outcome });
});

printer.install();
timers.install();
const print = (...values: readonly unknown[]) => printer.print(...values);
const folders = foldersAmong(process.argv.slice(2));
const definitions = join(packageFolder(), 'dist');
const magics = new Magics({
  ours: join(definitions, 'magics'),
  own: folders && join(folders.config, 'magics'),
});
const stages = await loadDefinitions(join(definitions, 'stages.js'), isStage);
const names = new PersonNames((name, value) => fleet.isPlaced(name, value));
const world = openWorld({ fleet, requests, cells, display, print, magics, names, folders });
installStages(stages, world);
void askRules(world);
installNames();
names.begin();

process.on('message', (message: ToKernel) => {
  switch (message.kind) {
    case 'hosts':
      return fleet.setHosts(message.hosts);
    case 'evaluate':
      printer.renew();
      timers.owner = message.number;
      return cells.run(message);
    case 'cancel':
      return cancel(message.id);
    case 'complete':
      return void complete(message);
    case 'answers':
      return requests.answer(message.id, message.answers);
    case 'told':
      return requests.answer(message.id, message.value);
    case 'refused':
      return requests.refuse(message.id, message.error);
    case 'column-rules':
      return rememberRules(world, message.rules);
    case 'stop-live':
      return display.stop();
    case 'live-key':
      return display.press(message.key);
    case 'room':
      return display.setRoom(message.room);
  }
});
process.on('uncaughtException', (thrown) => printAstray('Uncaught, after its cell', thrown));
process.on('unhandledRejection', (thrown) => printAstray('Nobody waited for', thrown));
process.on('SIGINT', () => undefined);
process.on('disconnect', () => leave(0));
send({
  kind: 'vocabulary',
  vocabulary: { magics: named(await magics.names()), stages: stageWords() },
});
send({ kind: 'ready' });

function cancel(id: number): void {
  const number = cells.cancel();
  requests.abortAll();
  fleet.forgetHolds();
  if (number !== undefined) timers.stop(number);
  send({ kind: 'cancelled', id });
}

/** Magics are read when they are first used: only their names are known. */
function named(names: readonly string[]): WordAbout[] {
  return names.map((name) => ({ name, usage: '', summary: '' }));
}

function stageWords(): WordAbout[] {
  return [...stages].map(([name, { usage, summary }]) => ({ name, usage, summary }));
}

async function complete(asked: Extract<ToKernel, { kind: 'complete' }>): Promise<void> {
  const completions = await completeInKernel(asked, world);
  send({ kind: 'completions', id: asked.id, completions });
}

function installNames(): void {
  const own = cellCalls({ modules, fleet, requests, world, stages, magics });
  Object.defineProperty(globalThis, KERNEL_NAME, { value: own });
  const { require } = modules;
  if (isScript) Object.assign(process, { exit });
  const { run, pick, group } = fleet;
  Object.assign(globalThis, {
    ...(isScript ? { exit } : {}),
    ...{ run, pick, group, require },
    help: new HelpText(OVERVIEW),
  });
}

/** Ends the script with this code. What was printed before comes first; what stands behind it does not happen. */
function exit(code: unknown = process.exitCode): never {
  printer.flush();
  send({ kind: 'exit', code: code === undefined ? undefined : Number(code) & 0xff });
  throw new ScriptEnd();
}

class ScriptEnd extends Error {
  override name = 'ScriptEnd';
}

/** An error of a person's code that no cell waits for: of an interrupted cell it is expected, and not told. */
function printAstray(what: string, thrown: unknown): void {
  const text = cells.describe(thrown);
  if (/Script execution (was )?interrupted/.test(text)) return;
  printer.writeError(`${what}: ${text}\n`);
}
