import type { Clock } from '../../core/clock.ts';
import { Emitter } from '../../core/emitter.ts';
import { oneAtATime } from '../../core/one-at-a-time.ts';
import { safe } from '../../core/safe.ts';
import type { TappedSession } from '../../session/record/session-tap.ts';
import { type OpenAppendOnly, openAppendOnly } from './append-only.ts';
import { lineStamp } from './line-stamp.ts';
import { LogFile } from './log-file.ts';
import type { LogName } from './log-name.ts';
import { SessionLog } from './session-log.ts';

export interface LogsOptions {
  readonly name: LogName;
  /** The name of a host's own pattern; the usual one where that is wrong. */
  readonly nameOf?: (pattern: string) => LogName;
  /** The run, as `%R` says it. */
  readonly run: string;
  readonly clock: Clock;
  /** Whether sessions are logged without being asked, where their hosts say nothing else; `never` whatever those say. */
  readonly begins: 'on' | 'off' | 'never';
  readonly times: 'on' | 'off';
  /** What a person should know, in one line. */
  readonly onProblem: (line: string) => void;
  readonly open?: OpenAppendOnly;
}

/** Closing waits no longer than this for a disk. */
const CLOSE_LIMIT_MS = 1_000;

/** The clean text logs of a run's sessions. */
export class Logs {
  /** A log was begun or ended. */
  readonly onChanged = new Emitter<void>();
  readonly #options: LogsOptions;
  readonly #logs = new Map<string, SessionLog>();
  readonly #closing = new Set<Promise<void>>();
  readonly #syncing = oneAtATime();
  readonly #troubled = new Set<string>();
  /** What a person has said of sessions that were not open then, and of all that are opened later. */
  readonly #wishes = new Map<string, 'on' | 'off'>();
  #allWish: 'on' | 'off' | undefined;

  constructor(options: LogsOptions) {
    this.#options = options;
  }

  /** The log of a session that is opened now: what its tap hears. */
  readonly tapFor = ({ name: session, host }: Pick<TappedSession, 'name' | 'host'>): SessionLog => {
    const { run, clock, times } = this.#options;
    const usual = this.#usual(host.log);
    const begins = this.#wishes.get(session) ?? this.#allWish ?? usual;
    const name = this.#nameFor(host.log);
    const { name: hostName, address, groups, platform } = host;
    const log: SessionLog = new SessionLog({
      about: { host: hostName, session, group: groups[0], platform, address, run },
      ...{ name, clock, begins, usual, times },
      openFile: (path) => this.#openFile(path),
      onChanged: () => this.onChanged.emit(),
      onClosed: () => this.#forget(session, log),
    });
    this.#logs.set(session, log);
    return log;
  };

  #usual(ofHost: string | undefined): 'on' | 'off' {
    const { begins } = this.#options;
    if (begins === 'never' || ofHost === 'off') return 'off';
    return ofHost === undefined ? begins : 'on';
  }

  #nameFor(ofHost: string | undefined): LogName {
    const { name, nameOf } = this.#options;
    const isPattern = ofHost !== undefined && ofHost !== 'on' && ofHost !== 'off';
    return (isPattern ? nameOf?.(ofHost) : undefined) ?? name;
  }

  of(session: string): SessionLog | undefined {
    return this.#logs.get(session);
  }

  /** Begins or ends the logs of sessions; of one that is not open yet, when it is. */
  switch(sessions: readonly string[], to: 'on' | 'off'): void {
    for (const session of sessions) {
      const log = this.#logs.get(session);
      this.#wishes.set(session, to);
      if (to === 'on') log?.start();
      else log?.stop();
    }
  }

  /** The same of all sessions, also of those that are opened later. */
  switchAll(to: 'on' | 'off'): void {
    this.#allWish = to;
    this.#wishes.clear();
    this.switch([...this.#logs.keys()], to);
    this.#wishes.clear();
  }

  /** The sessions there are, in the order in which they were opened. */
  get sessions(): readonly string[] {
    return [...this.#logs.keys()];
  }

  /** Words for the log of a session, or of all sessions that are logged; gives how many logs they went into. */
  note(text: string, session?: string): number {
    const logs = session === undefined ? [...this.#logs.values()] : [this.#logs.get(session)];
    return logs.filter((log) => log?.note(text) === 'written').length;
  }

  /** Ends all of them; resolves when they are on the disk, as far as it takes them. */
  async close(): Promise<void> {
    for (const [session, log] of this.#logs) this.#forget(session, log);
    const limit = new Promise<void>((resolve) => {
      this.#options.clock.after(CLOSE_LIMIT_MS, resolve);
    });
    await Promise.race([Promise.all(this.#closing), limit]);
    this.onChanged.clear();
  }

  #forget(session: string, log: SessionLog): void {
    if (this.#logs.get(session) === log) this.#logs.delete(session);
    const closing = log.close();
    this.#closing.add(closing);
    void closing.then(() => this.#closing.delete(closing));
  }

  #openFile(path: string): LogFile {
    const { clock, open = openAppendOnly } = this.#options;
    const stamp = lineStamp();
    return new LogFile({
      ...{ path, clock, open, syncing: this.#syncing },
      gapLine: (lines) => `${stamp(clock.wallMs())}… ${countOf(lines)} missing here …`,
      onTrouble: (code) => this.#trouble(path, code),
      onWell: () => this.#well(path),
      onClosed: () => void this.#troubled.delete(path),
    });
  }

  /** One disk mostly has all logs: it is complained about once, and praised once. */
  #trouble(path: string, code: string): void {
    const isFirst = this.#troubled.size === 0;
    this.#troubled.add(path);
    if (!isFirst) return;
    const why = REASONS[code] ?? code;
    this.#options.onProblem(
      `the log ${safe(path, 300)} cannot be written: ${why}; the session goes on, and it is tried again`,
    );
  }

  #well(path: string): void {
    const had = this.#troubled.delete(path);
    if (had && this.#troubled.size === 0) {
      this.#options.onProblem(`logs are written again: ${safe(path, 300)}`);
    }
  }
}

function countOf(lines: number): string {
  return lines === 1 ? '1 line is' : `${lines} lines are`;
}

const REASONS: Readonly<Partial<Record<string, string>>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the disk may only be read',
  EACCES: 'not allowed',
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  ELOOP: 'it is a symbolic link',
  ENXIO: 'it is no file',
  EIO: 'the disk does not take it',
};
