import { join } from 'node:path';
import type { Clock } from '../../core/clock.ts';
import type { Layout } from '../../core/layout.ts';
import { renamePanes } from '../../core/layout-data.ts';
import { safe } from '../../core/safe.ts';
import { codeOf } from '../../core/shared-file.ts';
import type { TapFor, TappedSession } from '../../session/record/session-tap.ts';
import type { CellRecord, JournalRecord, RunRecord, SessionRecord } from '../records.ts';
import { CastTap } from './cast-tap.ts';
import { freeFileName } from './file-name.ts';
import { LineFile } from './line-file.ts';
import { PagePool } from './page.ts';
import { RunClock } from './run-clock.ts';
import { RunFile } from './run-file.ts';
import { makeRunFolder } from './run-folder.ts';
import { laidOut } from './run-layout.ts';

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
  /** Takes the secrets out of a command or a note. */
  readonly hideSecrets: (text: string) => string;
  /** What a person should know: that nothing is recorded, and when it is again. */
  readonly onProblem: (line: string) => void;
}

/** Cells and notes before the first session, of which so many wait for one. */
const MOST_EARLY = 1_000;
/** What stands for `blocks.jsonl` among the sessions. */
const RECORDS = 'the list of commands';
/** Closing waits no longer than this for a disk. */
const CLOSE_LIMIT_MS = 1_000;

/** What happens in a run, written as it happens: a cast for each session, `blocks.jsonl` and `run.json`. Nothing it does waits, and nothing throws. */
export class Journal {
  readonly #options: JournalOptions;
  readonly #clock: RunClock;
  readonly #pages = new PagePool();
  readonly #taps = new Map<string, CastTap>();
  readonly #sessions = new Map<string, SessionRecord>();
  /** What a session that is open is called in the recording. */
  readonly #named = new Map<string, string>();
  readonly #files = new Set<string>();
  readonly #silent = new Set<string>();
  #layouts: readonly Layout[] = [];
  readonly #writeNow = (): void => {
    for (const tap of this.#taps.values()) tap.writeNow();
    this.#records.writeNow();
  };
  #folder: Promise<string> | undefined;
  #endedAtMs: number | undefined;
  readonly #run: RunFile;
  readonly #records: LineFile;
  #commands = 0;
  /** Cells and notes before the first session. */
  readonly #early: JournalRecord[] = [];
  #closing: Promise<void> | undefined;

  constructor(options: JournalOptions) {
    this.#options = options;
    this.#clock = new RunClock(options.clock);
    const after = options.clock.after.bind(options.clock);
    const folder = () => this.#place();
    this.#run = new RunFile({ folder, after, record: () => this.#record });
    this.#records = new LineFile({
      path: async () => join(await this.#place(), 'blocks.jsonl'),
      ...{ pages: this.#pages, after },
      onLost: (why) => this.#lost(RECORDS, why),
      onBack: () => this.#back(RECORDS, 0),
    });
    // A fault, or `process.exit` from anywhere, ends the process without closing anything.
    process.on('exit', this.#writeNow);
  }

  /** The tap of a new session; it begins to be recorded. */
  readonly tapFor: TapFor = (session) => {
    if (this.#closing !== undefined) return undefined;
    const record = this.#recordOf(session);
    const { name } = record;
    this.#named.set(session.name, name);
    this.#sessions.set(name, record);
    const tap: CastTap = new CastTap({
      ...{ session, record, clock: this.#clock, pages: this.#pages },
      input: this.#options.input,
      hideSecrets: this.#options.hideSecrets,
      path: async () => join(await this.#place(), record.file),
      onBlock: (block) => {
        this.#commands += 1;
        this.#records.add(block);
      },
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
    this.#run.write();
    for (const one of this.#early.splice(0)) this.#records.add(one);
    return tap;
  };

  /** Words of a person, for a session (by its name while it is open) or for the whole run, said now. */
  note(text: string, session?: string): void {
    const name = session === undefined ? undefined : (this.#named.get(session) ?? session);
    const about = name === undefined ? {} : { session: name };
    this.#add({
      kind: 'note',
      atMs: this.#clock.atMs,
      ...about,
      text: this.#options.hideSecrets(text),
    });
  }

  /** A cell of the REPL that has ended; secrets in it are hidden already. Cells make no recording where no device was talked to. */
  cell(cell: Omit<CellRecord, 'kind'>): void {
    this.#add({ kind: 'cell', ...cell });
  }

  /** How the sessions (by their names while they are open) are arranged now, a layout for each tab. */
  laidOut(tabs: readonly Layout[]): void {
    const own = tabs.flatMap((tab) => renamePanes(tab, (name) => this.#named.get(name)) ?? []);
    const layouts = laidOut(this.#layouts, own);
    if (layouts === this.#layouts) return;
    this.#layouts = layouts;
    if (this.#sessions.size > 0) this.#run.write();
  }

  /** Whether a session (by its name while it is open) is not recorded just now, though it should be. */
  isSilent(name: string): boolean {
    return this.#silent.has(this.#named.get(name) ?? name);
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
    process.off('exit', this.#writeNow);
  }

  async #closeAll(): Promise<void> {
    await Promise.all([...this.#taps.values()].map((tap) => tap.close()));
    await this.#records.close();
    if (this.#sessions.size === 0) return;
    this.#endedAtMs = this.#clock.atMs;
    this.#run.write();
    await this.#run.close();
  }

  #add(record: JournalRecord): void {
    if (this.#closing !== undefined) return;
    this.#early.push(record);
    if (this.#early.length > MOST_EARLY) this.#early.shift();
    if (this.#sessions.size === 0) return;
    for (const one of this.#early.splice(0)) this.#records.add(one);
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
    this.#run.write();
  }

  get #record(): RunRecord {
    const { version: showrun, kind, name } = this.#options;
    const { startedAtMs } = this.#clock;
    const sessions = [...this.#sessions.values()];
    const ended = this.#endedAtMs === undefined ? {} : { endedAtMs: this.#endedAtMs };
    const commands = this.#commands;
    const { pid } = process;
    const layouts = this.#layouts;
    const run = { version: 1, showrun, kind, name, startedAtMs, ...ended, pid, commands } as const;
    return { ...run, sessions, ...(layouts.length > 0 && { layouts }) };
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
  ENOTDIR: 'a part of its path is no folder',
  EEXIST: 'a part of its path is no folder',
  EIO: 'the disk fails',
  EMFILE: 'too many files are open',
};
