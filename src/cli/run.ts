import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import { asShowrunError, ShowrunError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import { fanOut, type HostAnswer } from '../session/fan-out.ts';
import type { Session } from '../session/session.ts';
import type { Backstage } from './backstage.ts';
import { foldersOf } from './folders.ts';
import { leftOut, printAnswers } from './print-answers.ts';
import { readInput } from './read-input.ts';
import type { RunMode } from './run-options.ts';
import { previewOf } from './run-preview.ts';
import { type RunProgress, runProgress } from './run-progress.ts';
import { doWork, type ReadyWork } from './run-work.ts';
import { withoutScreen } from './without-screen.ts';

const SIZE = { cols: 511, rows: 100 };
/** Enough to keep the line busy, few enough for small machines and bastions. */
const MAX_HOSTS_AT_ONCE = 50;

/** One command, or a configuration, on many hosts, without a screen. Answers go to stdout, progress to stderr. Gives the exit code. */
export async function runOnHosts(mode: RunMode): Promise<number> {
  const folders = foldersOf(process.env, homedir());
  const work = await readyWork(mode);
  return await withoutScreen({ kind: 'run', ...mode }, folders, (backstage) =>
    runWith({ mode, work, backstage }),
  );
}

/** Reads the lines before anything is connected. */
async function readyWork({ work }: RunMode): Promise<ReadyWork> {
  if (work.kind === 'command') return work;
  const text = await readInput(work.file);
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.every((line) => line.trim() === '')) {
    throw new ShowrunError('bad-usage', '--config has no lines to send', { advice: '' });
  }
  return { ...work, lines };
}

async function runWith(given: {
  readonly mode: RunMode;
  readonly work: ReadyWork;
  readonly backstage: Backstage;
}): Promise<number> {
  const { mode, work, backstage } = given;
  const stop = new AbortController();
  // Every host listens to it; Node takes more than ten listeners for a leak and says so on the terminal.
  setMaxListeners(0, stop.signal);
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const hosts = chosenHosts(mode, backstage);
  if (mode.isDryRun) {
    const preview = previewOf(work, hosts, (name) => backstage.platforms.find(name));
    process.stdout.write(preview.text);
    return preview.outcome === 'ok' ? 0 : 1;
  }
  const answers = await askAll({ mode, work, hosts, backstage, signal: stop.signal });
  process.stdout.write(printAnswers(answers, mode.output));
  for (const line of leftOut(answers, mode.output)) process.stderr.write(`${line}\n`);
  return stop.signal.aborted ? 130 : exitCode(answers);
}

/** 0 all well · 1 some host failed or refused · 3 none could be connected. */
function exitCode(answers: readonly RunAnswer[]): number {
  const isWell = (answer: HostAnswer) => answer.status === 'done' && answer.result.outcome === 'ok';
  if (answers.every(isWell)) return 0;
  return answers.some(({ wasConnected }) => wasConnected) ? 1 : 3;
}

/** What a host gave, and whether it ever showed a sign of a prompt. */
type RunAnswer = HostAnswer & { readonly wasConnected: boolean };

/** A selector of the inventory; or, without one that fits, hosts as people type them. */
function chosenHosts({ selector, acceptNew }: RunMode, { hostsNamed }: Backstage): readonly Host[] {
  const hosts = hostsNamed(selector);
  return acceptNew === 'accept-new'
    ? hosts.map((host) => ({ ...host, hostKeyPolicy: 'accept-new' }))
    : hosts;
}

interface Asking {
  readonly mode: RunMode;
  readonly work: ReadyWork;
  readonly hosts: readonly Host[];
  readonly backstage: Backstage;
  readonly signal: AbortSignal;
}

async function askAll({ hosts, ...asking }: Asking): Promise<RunAnswer[]> {
  const { mode, signal } = asking;
  const { serial, stopOnFailure } = mode;
  const progress = runProgress(hosts.length);
  const answers = await fanOut<Host, RunAnswer>(
    {
      members: hosts,
      nameOf: ({ name }) => name,
      work: (host) => askOne({ ...asking, host, progress }),
      skip: ({ name: host }, error) => ({ status: 'failed', host, error, wasConnected: false }),
    },
    {
      ...{ serial, stopOnFailure, signal },
      concurrency: stopOnFailure === undefined ? MAX_HOSTS_AT_ONCE : undefined,
      onMove: (move) => {
        if (move.kind === 'answered') progress.done(move.answer);
      },
    },
  );
  progress.end();
  return answers;
}

async function askOne(
  asking: Omit<Asking, 'hosts'> & { readonly host: Host; readonly progress: RunProgress },
): Promise<RunAnswer> {
  const { mode, work, host, backstage, signal, progress } = asking;
  let wasConnected = false;
  let session: Session | undefined;
  try {
    session = backstage.sessions.open(host, SIZE);
    await session.ready(signal, mode.timeoutMs);
    wasConnected = true;
    const result = await doWork(session, work, {
      signal,
      idleTimeoutMs: mode.timeoutMs,
      onLine: (moved) => progress.moved(moved),
    });
    return { status: 'done', host: session.name, result, wasConnected };
  } catch (thrown) {
    const error = asShowrunError(thrown);
    return { status: 'failed', host: session?.name ?? host.name, error, wasConnected };
  } finally {
    if (session) await backstage.sessions.remove(session);
  }
}
