import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import { jsonText } from '../../core/json-text.ts';
import { safe } from '../../core/safe.ts';
import { codeOf, replaceFile } from '../../core/shared-file.ts';
import type { TapFor, TappedSession } from '../../session/record/session-tap.ts';
import type { RunRecord, SessionRecord } from '../records.ts';
import { CastTap } from './cast-tap.ts';
import { freeFileName } from './file-name.ts';
import { PagePool } from './page.ts';
import { RunClock } from './run-clock.ts';
import { makeRunFolder } from './run-folder.ts';

export interface JournalOptions {
  /** Where recordings are kept; the run makes a folder of its own in it with its first session. */
  readonly folder: string;
  readonly clock: Clock;
  /** Of the program. */
  readonly version: string;
  readonly kind: RunRecord['kind'];
  /** What the run is for, in a word; part of the folder's name. */
  readonly name: string;
  readonly input: 'recorded' | 'left out';
  /** What a person should know: that nothing is recorded, and when it is again. */
  readonly onProblem: (line: string) => void;
}

/** Closing waits no longer than this for a disk. */
const CLOSE_LIMIT_MS = 1_000;
const RETRY_AFTER_MS = 3_000;

/** What happens in a run, written as it happens: a cast for each session and `run.json`. Nothing it does waits, and nothing throws. */
export class Journal {
  readonly #options: JournalOptions;
  readonly #clock: RunClock;
  readonly #pages = new PagePool();
  readonly #taps = new Map<string, CastTap>();
  readonly #sessions = new Map<string, SessionRecord>();
  readonly #files = new Set<string>();
  readonly #silent = new Set<string>();
  readonly #writeNow = (): void => {
    for (const tap of this.#taps.values()) tap.writeNow();
  };
  #folder: Promise<string> | undefined;
  #endedAtMs: number | undefined;
  #run: Promise<void> = Promise.resolve();
  #isRunDue = false;
  #cancelRetry: (() => void) | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#clock = new RunClock(options.clock);
    // A fault, or `process.exit` from anywhere, ends the process without closing anything.
    process.on('exit', this.#writeNow);
  }

  /** The tap of a new session; it begins to be recorded. */
  readonly tapFor: TapFor = (session) => {
    if (this.#closing !== undefined) return undefined;
    const record = this.#recordOf(session);
    const { name } = record;
    this.#sessions.set(name, record);
    const tap: CastTap = new CastTap({
      ...{ session, record, clock: this.#clock, pages: this.#pages },
      input: this.#options.input,
      path: async () => join(await this.#place(), record.file),
      onPlatform: (platform) => this.#change(name, { platform }),
      onClosed: () => {
        this.#taps.delete(name);
        this.#silent.delete(name);
        this.#change(name, { endedAtMs: this.#clock.atMs });
      },
      onLost: (why) => this.#lost(name, why),
      onBack: (missing) => this.#back(name, missing),
    });
    this.#taps.set(name, tap);
    this.#writeRun();
    return tap;
  };

  /** Whether the session is not recorded just now, though it should be. */
  isSilent(name: string): boolean {
    return this.#silent.has(name);
  }

  /** Everything goes to the disk, if that takes it within a second. Safe to call twice. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const limit = new Promise<void>((resolve) => {
      this.#options.clock.after(CLOSE_LIMIT_MS, resolve);
    });
    await Promise.race([this.#closeAll(), limit]);
    this.#cancelRetry?.();
    process.off('exit', this.#writeNow);
  }

  async #closeAll(): Promise<void> {
    await Promise.all([...this.#taps.values()].map((tap) => tap.close()));
    if (this.#folder === undefined) return;
    this.#endedAtMs = this.#clock.atMs;
    this.#writeRun();
    await this.#run;
  }

  #recordOf({ name: wanted, host }: TappedSession): SessionRecord {
    const name = this.#freeName(wanted);
    const file = freeFileName(name, this.#files);
    this.#files.add(file.toLowerCase());
    return {
      name,
      host: host.name,
      address: host.address,
      groups: host.groups,
      platform: host.platform,
      file: `${file}.cast`,
      startedAtMs: this.#clock.atMs,
    };
  }

  /** A host that was closed and is opened again has two sessions in the recording. */
  #freeName(wanted: string): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? wanted : `${wanted}.${number}`;
      if (!this.#sessions.has(name)) return name;
    }
  }

  /** The run's folder; where it could not be made it is tried again. */
  #place(): Promise<string> {
    const { folder, name } = this.#options;
    this.#folder ??= makeRunFolder(folder, { atMs: this.#clock.startedAtMs, name }).catch(
      (thrown: unknown) => {
        this.#folder = undefined;
        throw thrown;
      },
    );
    return this.#folder;
  }

  #change(name: string, now: Partial<SessionRecord>): void {
    const record = this.#sessions.get(name);
    if (record !== undefined) this.#sessions.set(name, { ...record, ...now });
    this.#writeRun();
  }

  /** Several changes at once are written once. */
  #writeRun(): void {
    if (this.#isRunDue) return;
    this.#isRunDue = true;
    this.#run = this.#run.then(async () => {
      this.#isRunDue = false;
      try {
        await replaceFile(join(await this.#place(), 'run.json'), jsonText(this.#record));
      } catch {
        // The casts say what is wrong; they are in the same place.
        this.#cancelRetry?.();
        this.#cancelRetry = this.#options.clock.after(RETRY_AFTER_MS, () => this.#writeRun());
      }
    });
  }

  get #record(): RunRecord {
    const { version: showrun, kind, name } = this.#options;
    const { startedAtMs } = this.#clock;
    const sessions = [...this.#sessions.values()];
    const ended = this.#endedAtMs === undefined ? {} : { endedAtMs: this.#endedAtMs };
    return { version: 1, showrun, kind, name, startedAtMs, ...ended, pid: process.pid, sessions };
  }

  /** Said once, until all of it works again. */
  #lost(name: string, why: Error): void {
    const isFirst = this.#silent.size === 0;
    this.#silent.add(name);
    if (!isFirst) return;
    const reason = REASONS[codeOf(why)] ?? codeOf(why);
    const what = `${safe(name, 60)} is not recorded: ${reason}`;
    this.#options.onProblem(`${what} (${safe(this.#options.folder, 300)}); it is tried again`);
  }

  #back(name: string, missing: number): void {
    this.#silent.delete(name);
    if (this.#silent.size > 0) return;
    const lost = missing === 0 ? '' : `; ${missing.toLocaleString('en')} bytes of it are missing`;
    this.#options.onProblem(`${safe(name, 60)} is recorded again${lost}`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EACCES: 'the folder may not be written',
  EPERM: 'the folder may not be written',
  EROFS: 'the file system is read-only',
  ENOENT: 'its file is gone',
  EIO: 'the disk fails',
  EMFILE: 'too many files are open',
};
