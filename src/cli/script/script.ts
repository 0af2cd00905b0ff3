import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import type { Host } from '../../core/host.ts';
import { safe } from '../../core/safe.ts';
import type { Journal } from '../../journal/write/journal.ts';
import { withoutSecrets } from '../../repl/link/cell-environment.ts';
import type { CellOutcome } from '../../repl/link/cell-outcome.ts';
import { Kernel } from '../../repl/link/kernel-host.ts';
import { cellRecordOf } from '../../repl/record/cell-record.ts';
import { watchCells } from '../../repl/record/kept-cell.ts';
import { KERNEL_NAME } from '../../repl/syntax/form-edits.ts';
import type { Backstage } from '../backstage.ts';
import { type Folders, foldersOf } from '../folders.ts';
import { readInput } from '../read-input.ts';
import { readStartupFile } from '../startup-file.ts';
import { withoutScreen } from '../without-screen.ts';
import { type Outcomes, scriptBackend } from './script-backend.ts';
import type { ScriptMode } from './script-options.ts';
import { scriptOutput } from './script-output.ts';
import { scriptServices } from './script-services.ts';

/**
 * Runs a file of cells without a screen: what they print goes to standard output, everything else to standard error. Gives the exit
 * code: what the script asked for, else 0 all well, 1 it threw or a host failed or refused, 3 no host could be connected.
 */
export async function runScript(mode: ScriptMode): Promise<number> {
  const source = await readInput(mode.file);
  const folders = foldersOf(process.env, homedir());
  return await withoutScreen({ kind: 'script', ...mode }, folders, (backstage, journal) =>
    runWith({ mode, source, folders, backstage, journal }),
  );
}

interface Running {
  readonly mode: ScriptMode;
  readonly source: string;
  readonly folders: Folders;
  readonly backstage: Backstage;
  readonly journal: Journal | undefined;
}

async function runWith({ mode, source, folders, backstage, journal }: Running): Promise<number> {
  const { sessions, inventory } = backstage;
  const hosts = chosenHosts(mode, backstage);
  const { backend, outcomes } = scriptBackend({ sessions, hosts, timeoutMs: mode.timeoutMs });
  const kernel = new Kernel({
    backend,
    services: await scriptServices({ backstage, folders, confirms: mode.confirms }),
    folders,
    manner: 'script',
    env: withoutSecrets(process.env, inventory.secretVariables),
    ...(mode.startup === 'run' ? { startup: () => readStartupFile(folders.config) } : {}),
  });
  watchCells(kernel.events, {
    nowMs: () => Date.now(),
    // What we say ourselves behind the script is no cell of it.
    onCell: (cell) => {
      if (!cell.source.includes(KERNEL_NAME)) journal?.cell(cellRecordOf(cell));
    },
  });
  let asked: number | undefined;
  const print = scriptOutput(process.stdout);
  const complain = scriptOutput(process.stderr);
  kernel.events.on((event) => {
    if (event.type === 'printed') print(event.text);
    else if (event.type === 'complained') complain(event.text);
    else if (event.type === 'exited') asked = event.code ?? asked;
  });
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    void kernel.interrupt();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  setMaxListeners(0);
  try {
    const file = mode.file === '-' ? 'stdin' : safe(mode.file, 300);
    const widthCols = process.stdout.columns || 200;
    const outcome = await kernel.evaluate(source, { widthCols, file, args: mode.args });
    if (outcome.status === 'value' && mode.prints === 'value') print(`${outcome.text}\n`);
    // A command nobody waits for is not cut off; what the script left in `process.exitCode` is known to the kernel alone.
    if (outcome.status !== 'died') await kernel.evaluate(`await ${KERNEL_NAME}.idle(); exit()`);
    if (isStopped) return 130;
    if (asked !== undefined) return asked;
    const problem = problemOf(outcome, file);
    if (problem !== undefined) complain(`showrun: ${problem}\n`);
    return exitCode(outcomes(), problem === undefined ? 0 : 1);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await kernel.close();
  }
}

function chosenHosts({ selector, acceptNew }: ScriptMode, { inventory, hostsNamed }: Backstage) {
  const hosts: readonly Host[] = selector === undefined ? inventory.hosts : hostsNamed(selector);
  return acceptNew === 'accept-new'
    ? hosts.map((host): Host => ({ ...host, hostKeyPolicy: 'accept-new' }))
    : hosts;
}

/** What ended the script before its end; undefined when it ran through. */
function problemOf(outcome: CellOutcome, file: string): string | undefined {
  switch (outcome.status) {
    case 'failed':
    case 'died':
      return outcome.text;
    case 'incomplete':
      return `${file} ends too early: a bracket or a text is left open`;
    default:
      return undefined;
  }
}

function exitCode({ wasTried, wasReached, hasFailed }: Outcomes, code: 0 | 1): number {
  if (wasTried && !wasReached) return 3;
  return hasFailed ? 1 : code;
}
