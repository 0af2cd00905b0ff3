import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import { systemClock } from '../core/clock.ts';
import { asShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { Result } from '../core/result.ts';
import { safe, safeLines } from '../core/safe.ts';
import { select } from '../core/selector.ts';
import { isLocalTarget } from '../inventory/local-target.ts';
import type { HostAnswer } from '../session/sessions.ts';
import type { RunMode } from './args.ts';
import { type Backstage, openBackstage } from './backstage.ts';
import { type Folders, foldersOf } from './folders.ts';
import { type LabHosts, startLabHosts } from './lab-hosts.ts';
import { leftOut, printAnswers } from './print-answers.ts';
import { templateFolders } from './template-folders.ts';
import { terminalAsker } from './terminal-asker.ts';

const SIZE = { cols: 511, rows: 100 };
/** Enough to keep the line busy, few enough for small machines and bastions. */
const MAX_HOSTS_AT_ONCE = 50;

/** One command on many hosts, without a screen. Answers go to stdout, progress to stderr. Gives the exit code. */
export async function runOnHosts(mode: RunMode): Promise<number> {
  const folders = foldersOf(process.env, homedir());
  const lab: LabHosts | undefined =
    mode.lab === undefined ? undefined : await startLabHosts({ topology: mode.lab, folders });
  try {
    return await runWith(mode, folders, lab?.hosts ?? []);
  } finally {
    await lab?.close();
  }
}

async function runWith(mode: RunMode, folders: Folders, more: readonly Host[]): Promise<number> {
  const backstage = openBackstage({
    folders,
    env: process.env,
    clock: systemClock,
    feeder: undefined,
    asker: terminalAsker(),
    inventoryFile: mode.inventory,
    templates: await templateFolders({ folders, env: process.env }),
    more,
    onProblem: (line) => void process.stderr.write(`showrun: ${safeLines(line)}\n`),
  });
  const stop = new AbortController();
  // Every host listens to it; Node takes more than ten listeners for a leak and says so on the terminal.
  setMaxListeners(0, stop.signal);
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const hosts = chosenHosts(mode, backstage);
    const answers = await askAll({ mode, hosts, backstage, signal: stop.signal });
    process.stdout.write(printAnswers(answers, mode.output));
    for (const line of leftOut(answers, mode.output)) process.stderr.write(`${line}\n`);
    return stop.signal.aborted ? 130 : exitCode(answers);
  } finally {
    await backstage.close();
  }
}

/** 0 all well · 1 some host failed or refused · 3 none could be connected. */
export function exitCode(answers: readonly HostAnswer[]): number {
  const isWell = (answer: HostAnswer) => answer.status === 'done' && answer.result.outcome === 'ok';
  if (answers.every(isWell)) return 0;
  return answers.every((answer) => answer.status === 'failed' && !hasConnected(answer)) ? 3 : 1;
}

const AFTER_CONNECTING = new Set(['hung-up', 'no-prompt', 'busy', 'interrupted', 'internal']);

function hasConnected(answer: Extract<HostAnswer, { status: 'failed' }>): boolean {
  return AFTER_CONNECTING.has(answer.error.code);
}

/** A selector of the inventory; or, without one that fits, hosts as people type them. */
function chosenHosts({ selector, acceptNew }: RunMode, { inventory }: Backstage): readonly Host[] {
  const isLocal = isLocalTarget(selector);
  const isSelector = !isLocal && (/^@|[*?]/.test(selector) || selector === 'all');
  const hosts = isSelector
    ? select(selector, inventory.hosts)
    : (isLocal ? [selector] : selector.split(','))
        .map((word) => word.trim())
        .filter((word) => word !== '')
        .map((word) => inventory.resolve(word));
  return acceptNew === 'accept-new'
    ? hosts.map((host) => ({ ...host, hostKeyPolicy: 'accept-new' }))
    : hosts;
}

interface Asking {
  readonly mode: RunMode;
  readonly hosts: readonly Host[];
  readonly backstage: Backstage;
  readonly signal: AbortSignal;
}

async function askAll({ mode, hosts, backstage, signal }: Asking): Promise<HostAnswer[]> {
  const answers: HostAnswer[] = new Array(hosts.length);
  const progress = progressLine(hosts.length);
  const waiting = hosts.entries();
  const work = async (): Promise<void> => {
    for (const [index, host] of waiting) {
      const answer = await askOne({ mode, host, backstage, signal });
      answers[index] = answer;
      progress.done(answer);
    }
  };
  await Promise.all(Array.from({ length: Math.min(MAX_HOSTS_AT_ONCE, hosts.length) }, work));
  progress.end();
  return answers;
}

async function askOne(
  asking: Omit<Asking, 'hosts'> & { readonly host: Host },
): Promise<HostAnswer> {
  const { mode, host, backstage, signal } = asking;
  const session = backstage.sessions.open(host, SIZE);
  try {
    await session.ready(signal);
    const result = await session.run(mode.command, { signal, idleTimeoutMs: mode.timeoutMs });
    return { status: 'done', host: session.name, result };
  } catch (thrown) {
    return { status: 'failed', host: session.name, error: asShowrunError(thrown) };
  } finally {
    await backstage.sessions.remove(session);
  }
}

/** On a terminal one line that counts; in a log one line for each failure. */
function progressLine(total: number) {
  const isTerminal = process.stderr.isTTY === true;
  let done = 0;
  let failed = 0;
  const say = (line: string): void => {
    process.stderr.write(`${isTerminal ? '\r\x1b[K' : ''}${safeLines(line)}\n`);
  };
  const show = (): void => {
    const failures = failed === 0 ? '' : `, ${failed} failed`;
    process.stderr.write(`\r\x1b[K${done} of ${total} hosts${failures}`);
  };
  if (isTerminal) show();
  return {
    done: (answer: HostAnswer): void => {
      done++;
      if (answer.status === 'failed') {
        failed++;
        say(failureLine(answer));
      } else if (answer.result.outcome === 'refused') {
        failed++;
        say(refusalLine(answer.result));
      }
      if (isTerminal) show();
    },
    end: (): void => {
      if (isTerminal) process.stderr.write('\r\x1b[K');
    },
  };
}

function failureLine({ host, error }: Extract<HostAnswer, { status: 'failed' }>): string {
  return error.line.startsWith(host) ? error.line : `${host}: ${error.line}`;
}

/** The device's own words, in one line. */
function refusalLine({ host, command, text }: Result): string {
  const words = text.split('\n').find((line) => /\w/.test(line)) ?? '';
  return `${host} refused '${safe(command, 80)}': ${safe(words.trim(), 200)}`;
}
