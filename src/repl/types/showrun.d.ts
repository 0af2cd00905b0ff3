// What cells and scripts of showrun have at hand. In a script: /// <reference types="showrun" />
//
// help and completion read this file too: one member a statement, each with its words, examples behind @example.

declare namespace showrun {
  /** What can stand in a cell of a table. */
  type Cell = string | number | null | readonly string[];

  /** A row of a table, by the names of its columns. */
  type Row = Readonly<Record<string, Cell>>;

  /** A text as it stands, or a regular expression. */
  type Pattern = string | RegExp;

  /** A text, or a secret by its name (`enable`, `password`), which no cell ever sees. */
  type Said = string | { readonly secret: string };

  /** In their order, to questions like a pattern, or by a text of the question: `{ 'Destination filename': '' }`. */
  type Answers =
    | readonly (Said | { readonly when: Pattern; readonly send: Said })[]
    | Readonly<Record<string, Said>>;

  /** What names hosts: themselves, sets, selectors as after `@`, lists of these. */
  type HostsNamed = Host | Hosts | string | readonly HostsNamed[];

  /** A value that has not arrived: `await` gives it; its members and methods can be written at once. */
  type Coming<T> = Promise<T> & ComingMembers<NonNullable<T>>;

  type ComingMembers<T> = T extends string | number | boolean
    ? unknown
    : {
        readonly [Name in Exclude<keyof T, keyof Promise<unknown> | symbol>]: T[Name] extends (
          ...args: infer Given
        ) => infer Value
          ? (...args: Given) => Coming<Awaited<Value>>
          : Coming<Awaited<T[Name]>>;
      };

  /** How hosts are told something. */
  interface RunOptions {
    /** Silence after which a host is given up. */
    readonly timeoutMs?: number;
    /** Hosts at work at once; 100 unless told. */
    readonly concurrency?: number;
    /** So many hosts at a time: the next ones when all of these are done. */
    readonly serial?: number;
    /** No further host after one that failed or refused, or did the one of these; one at a time unless told otherwise. */
    readonly stopOnFailure?: boolean | 'refused' | 'lost';
  }

  /** How a text is sent. */
  interface SendOptions extends RunOptions {
    /** What ends the wait instead of a prompt. */
    readonly expect?: Pattern;
    /** To what the device asks. */
    readonly answers?: Answers;
    /** Milliseconds of silence that end the wait; `true` for two seconds. */
    readonly timing?: number | true;
    /** The text is a secret: it is shown nowhere. */
    readonly secret?: boolean;
  }

  /** How configuration lines are sent. */
  interface ConfigOptions extends RunOptions {
    /** `exclusive`, `private` or `session` where the platform has them. */
    readonly mode?: string;
    /** To what lines make the device ask. */
    readonly answers?: Answers;
    /** Commits them where the platform has commits; with a comment, or for some minutes. */
    readonly commit?: boolean | { readonly comment?: string; readonly confirmed?: number };
    /** Saves the configuration behind them. */
    readonly save?: boolean;
  }

  /** What one host and several hosts can be told alike. Of one host by name what comes is its own; of a set it is for all. */
  interface Told<One, Configured, Heard, Matched> {
    /**
     * Runs a command, or several one after the other. A command the device refuses is a result with `ok` false.
     * @example r1.run('show version').text
     * @example core.run('show clock', { serial: 2, stopOnFailure: true })
     */
    run(command: string, options?: RunOptions): Coming<One>;
    /** Runs several commands, one after the other on each host. */
    run(commands: readonly string[], options?: RunOptions): Coming<Results>;
    /**
     * The table of a command.
     * @example r1.table('show ip route').where('protocol == O')
     */
    table(command: string, options?: RunOptions): Coming<Table>;
    /**
     * Sends configuration lines up to the first one that is refused, and leaves the configuration again.
     * @example r1.config('interface Gi0/1\nshutdown')
     * @example all.config(['ntp server 10.0.0.1'], { serial: 1, stopOnFailure: true, save: true })
     */
    config(lines: string | readonly string[], options?: ConfigOptions): Coming<Configured>;
    /** Makes the running configuration survive a reboot. */
    save(options?: RunOptions): Coming<One>;
    /**
     * Where the platform has commits: makes the lines sent count. `confirmed`: minutes until the device goes back by itself.
     * @example mx1.commit({ confirmed: 5 })
     */
    commit(
      options?: RunOptions & { readonly comment?: string; readonly confirmed?: number },
    ): Coming<One>;
    /** Drops what waits for a commit. */
    abort(options?: RunOptions): Coming<One>;
    /**
     * Goes to another mode and stays there.
     * @example r1.mode('privileged')
     */
    mode(mode: string, options?: RunOptions): Coming<One>;
    /**
     * Sends a text where the device stands, a question too, and answers what it asks. A text that ends in a control character goes as it is.
     * @example await r1.send('copy run start', { answers: { 'Destination filename': '' } })
     * @example r1.send('reload', { answers: ['no', ''] })
     * @example r1.send('\x03')
     */
    send(text: string, options?: SendOptions): Coming<Heard>;
    /**
     * Waits for a line the device sends from now on, log lines too; 60 s unless told.
     * @example r1.waitFor(/ADJCHG.*FULL/).match.line
     */
    waitFor(pattern: Pattern, options?: RunOptions): Coming<Heard>;
    /**
     * Waits for the first of several patterns behind the last match, or for `'prompt'`. What comes says which it was, and what was before it;
     * time that is up is an answer, too, and loses nothing. 30 s unless told.
     * @example const m = await r1.expect(['--More--', /Password:/i, 'prompt'], { timeoutMs: 5000 })
     */
    expect(awaited: Pattern | readonly Pattern[], options?: RunOptions): Coming<Matched>;
    /**
     * One turn for everything that is told until the function is done: nobody else types in between. The turn is always given back.
     * @example await r1.exclusive(async (d) => { await d.write('show run\r'); return await d.expect(['--More--', 'prompt']) })
     */
    exclusive<Value>(work: (told: this) => Value | Promise<Value>): Coming<Value>;
    /**
     * Bytes as they are: no Return, no echo, no waiting. `read()` and `expect()` have what comes.
     * @example r1.write('q')
     */
    write(data: string | Uint8Array, options?: RunOptions): Coming<unknown>;
    /** What has come since the last read or write, escape sequences too. */
    read(
      options?: RunOptions & { readonly until?: Pattern; readonly quietMs?: number },
    ): Coming<One>;
    /** Waits until the device has gone and shows a prompt again; says how long it took. */
    reloaded(options?: RunOptions): Coming<One>;
    /**
     * The session has gone on to another device: it is of that platform; `auto` recognises it.
     * @example r1.redispatch('cisco_ios', { login: true })
     */
    redispatch(platform: string, options?: RunOptions & { readonly login?: boolean }): Coming<One>;
    /** Sends a break on the line: what leads a booting device to its monitor. */
    sendBreak(options?: RunOptions): Coming<One>;
    /** What the latest command gave, typed in the pane or sent by a cell, with its table. */
    readonly last: Coming<One>;
    /** The latest commands, the oldest first, typed in the pane or sent by cells; secrets typed at prompts are in none. */
    readonly blocks: Coming<Blocks>;
  }

  /** One host. */
  interface Host extends Told<Result, ConfigResult, HeardResult, Expected> {
    /** What it is called here. */
    readonly name: string;
    /** Its groups in the inventory. */
    readonly groups: readonly string[];
    /** The name of its network OS: `cisco_ios`. */
    readonly platform: string;
    /** Where it is reached. */
    readonly address: string;
    /** `ssh`, `telnet` or `local`. */
    readonly transport: string;
    /** What the inventory says of it beyond that. */
    readonly data: Readonly<Record<string, unknown>>;
    /**
     * What the device is: vendor, model, version, serial, hostname, uptime. Asked once for each connection; the plain object where it is known.
     * @example r1.facts.version
     */
    readonly facts: Facts & Promise<Facts>;
    /**
     * Where its session is: connected, in which mode, who has it.
     * @example (await r1.state).connected
     */
    readonly state: Coming<HostState>;
    /** Its name. */
    toString(): string;
  }

  /** Where a session is. */
  interface HostState {
    /** Whether it is open. */
    readonly connected: boolean;
    /** `open`, `connecting`, `closed` and the like. */
    readonly status: string;
    /** The mode of the last prompt. */
    readonly mode: string | null;
    /** What the device called itself in its last prompt. */
    readonly hostname: string | null;
    /** The name of its network OS. */
    readonly platform: string;
    /** Who has the session to himself now. */
    readonly holder: string | null;
  }

  /** Several hosts, each once. Never changes; sets are made of sets. */
  interface Hosts extends Told<Results, Results, Results, Results>, Iterable<Host> {
    /** Each by its place. */
    readonly [place: number]: Host;
    /** Their names. */
    readonly names: readonly string[];
    /** How many. */
    readonly length: number;
    /**
     * What the devices are, as a table, a row each; afterwards every host has its own at hand.
     * @example await all.facts; all.where(h => h.facts.version < '17').names
     */
    readonly facts: Coming<Table>;
    /** Where their sessions are, as a table. */
    readonly state: Coming<Table>;
    /**
     * These hosts and others besides.
     * @example core.and('edge', r9)
     */
    and(...others: HostsNamed[]): Hosts;
    /**
     * These hosts without some.
     * @example all.except('r3', core)
     */
    except(...others: HostsNamed[]): Hosts;
    /**
     * Those for which a function says yes, or that something else names too.
     * @example all.where(h => h.platform === 'cisco_ios')
     */
    where(test: ((host: Host, place: number) => unknown) | HostsNamed): Hosts;
    /** What a function makes of each. */
    map<To>(change: (host: Host, place: number) => To): To[];
    /** The first for which a function says yes. */
    find(test: (host: Host, place: number) => unknown): Host | undefined;
    /** Whether all that something names is in it. */
    has(hosts: HostsNamed): boolean;
    /** Their names, with commas: a selector. */
    toString(): string;
  }

  /** What a device is, as it says itself; null is not known. */
  interface Facts {
    /** Who makes it. */
    readonly vendor: string | null;
    /** What it is sold as. */
    readonly model: string | null;
    /** The version of its software. */
    readonly version: string | null;
    /** The version, by the name other tools give it. */
    readonly os_version: string | null;
    /** Its serial number. */
    readonly serial: string | null;
    /** What it calls itself. */
    readonly hostname: string | null;
    /** Seconds, when it was asked. */
    readonly uptime: number | null;
  }

  /** Every stage, as a method: `t.where('status != up')` is `t |> where status != up`. */
  interface Stages {
    /** The rows for which a condition holds, or a function says yes. */
    where(condition: string | ((row: Row) => unknown)): Table;
    /** Only these columns, in this order. */
    select(...columns: string[]): Table;
    /** All columns but these. */
    drop(...columns: string[]): Table;
    /** Other names for columns: 'a as b'. */
    rename(...columns: string[]): Table;
    /** In order of columns; - the other way round. */
    sort(...columns: string[]): Table;
    /** The first rows, or those with the most in a column. */
    top(...words: (string | number)[]): Table;
    /** One row for each value of columns: 'platform count, sum errors'. */
    group(words: string): Table;
    /** How many rows; of columns, how many have each value. */
    count(...columns: string[]): number | Table;
    /** What numbers come to. */
    sum(...columns: string[]): number | Table;
    /** Each value of columns once; without columns each row once. */
    unique(...columns: string[]): Table;
    /** Rows of two tables side by side where columns agree. */
    join(other: unknown, ...words: string[]): Table;
    /** What changed from this value to that one. */
    diff(other: unknown, options?: DiffOptions): Diff;
    /** The same answers once, with who gave them. */
    fold(options?: FoldOptions): Fold;
    /** Lines of words, or rows, in which a pattern is found. */
    grep(pattern: Pattern, ...words: string[]): unknown;
    /** Does something with each row, one after the other. */
    each(work: (row: Row) => unknown): unknown;
    /** Draws columns of numbers. */
    chart(...words: string[]): unknown;
    /** The table as CSV. */
    csv(): string;
    /** The rows as JSON. */
    json(): string;
    /** The table as Markdown. */
    md(): string;
    /** Writes a new file in the form that its name says. */
    save(file: string): unknown;
    /** Asks again and again, and shows what changes. */
    watch(...words: string[]): unknown;
  }

  /** What one command gave on one host. */
  interface Result extends Stages {
    /** The device's words: no echo, no prompt, no escape sequences. */
    readonly text: string;
    /** The rows of its table, by the names of the columns. */
    readonly rows: readonly Row[];
    /** Its table; undefined where no template reads the command. */
    readonly table: Table | undefined;
    /** Whether the device answered and took the command. */
    readonly ok: boolean;
    /** The device's line that says why it did not take the command. */
    readonly refusal: unknown;
    /** The same, line by line. */
    readonly lines: readonly string[];
    /** The host. */
    readonly host: string;
    /** What was asked. */
    readonly command: string;
    /** The name of its network OS. */
    readonly platform: string;
    /** `ok`, `refused`, or `lost` for a host that was lost. */
    readonly outcome: 'ok' | 'refused' | 'lost';
    /** Why there is no answer. */
    readonly error: HostError | undefined;
    /** The mode in which it ran: `privileged`. */
    readonly mode: string;
    /** Milliseconds since the epoch. */
    readonly startedAtMs: number;
    /** How long it took. */
    readonly elapsedMs: number;
    /** The block it is among those of its host. */
    readonly block: Block;
    /** The device's words. */
    toString(): string;
  }

  /** What pushing configuration lines gave on one host. */
  interface ConfigResult extends Result {
    /** Lines the device took, of `total`. */
    readonly sent: number;
    /** All of them that are not blank and no comment. */
    readonly total: number;
    /** `candidate`: the lines wait for a commit. */
    readonly state: 'running' | 'candidate' | 'dropped';
  }

  /** What a host said up to something awaited. */
  interface HeardResult extends Result {
    /** A prompt, the pattern, or silence. */
    readonly endedBy: 'prompt' | 'pattern' | 'quiet';
    /** Where the pattern was found. */
    readonly match:
      | {
          readonly line: string;
          readonly text: string;
          readonly groups: readonly (string | undefined)[];
          readonly named: Readonly<Record<string, string | undefined>>;
        }
      | undefined;
  }

  /** What a host said up to the first of several things awaited. */
  interface Expected extends Result {
    /** What ended it; the pattern and the prompt are among those asked for. */
    readonly endedBy: 'pattern' | 'prompt' | 'timeout' | 'closed';
    /** Which of the patterns it was, from 0; -1 for none. */
    readonly index: number;
    /** That one, as it was written. */
    readonly pattern: string;
    /** What came before it. */
    readonly before: string;
    /** What matched; the prompt for `'prompt'`. */
    readonly after: string;
    /** The match with its groups. */
    readonly match:
      | {
          readonly text: string;
          readonly groups: readonly (string | undefined)[];
          readonly named: Readonly<Record<string, string | undefined>>;
        }
      | undefined;
  }

  /** What commands gave on several hosts: one Result for each host and command, of lost hosts too. */
  interface Results extends Stages, Iterable<Result> {
    /** Each by its place. */
    readonly [place: number]: Result;
    /** How many. */
    readonly length: number;
    /** One for each host and command. */
    readonly results: readonly Result[];
    /** Whether every host answered and none refused. */
    readonly ok: boolean;
    /** All tables as one, the host first, then the command where there were several. */
    readonly table: Table | undefined;
    /** All rows, with `host`. */
    readonly rows: readonly Row[];
    /** Every host's words behind its name. */
    readonly text: string;
    /** The hosts that were lost or not begun, and why. */
    readonly failed: readonly Failure[];
    /** Those whose device did not take the command. */
    readonly refused: readonly Result[];
    /** Each host's Result; its Results where there were several commands. */
    readonly byHost: Readonly<Record<string, Result>>;
    /** What a function makes of each. */
    map<To>(change: (result: Result, place: number) => To): To[];
    /** Those for which a function says yes. */
    filter(test: (result: Result, place: number) => unknown): Result[];
    /** The first for which a function says yes. */
    find(test: (result: Result, place: number) => unknown): Result | undefined;
    /** Every host's words. */
    toString(): string;
  }

  /** A table: rows by the names of the columns, and every stage as a method. */
  interface Table extends Stages, Iterable<Row> {
    /** The names of the columns. */
    readonly columns: readonly string[];
    /** The rows, by the names of the columns. */
    readonly rows: readonly Row[];
    /** How many. */
    readonly length: number;
    /** As text, its columns aligned. */
    readonly text: string;
    /** Columns, and rows as arrays of cells. */
    readonly table: {
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    };
    /** The template it was read with. */
    readonly origin: unknown;
    /** Lost hosts beside it, and why. */
    readonly failed: readonly Failure[];
    /** What a function makes of each. */
    map<To>(change: (row: Row, place: number) => To): To[];
    /** Those for which a function says yes. */
    filter(test: (row: Row, place: number) => unknown): Row[];
    /** The first for which a function says yes. */
    find(test: (row: Row, place: number) => unknown): Row | undefined;
    /** The rows. */
    toJSON(): readonly Row[];
    /** The table as text. */
    toString(): string;
  }

  /** What counts as a change. */
  interface DiffOptions {
    /** Counters, ages and uptimes, too. */
    readonly all?: boolean;
    /** Columns to leave out. */
    readonly ignore?: readonly string[];
    /** Lines that only say another time or count are the same. */
    readonly times?: boolean;
  }

  /** What counts as another answer. */
  interface FoldOptions {
    /** Counters, ages and uptimes, too. */
    readonly all?: boolean;
    /** A host's own name, too. */
    readonly names?: boolean;
    /** Lines that only say another time or count are the same. */
    readonly times?: boolean;
    /** What the devices wrote, where there are tables, too. */
    readonly text?: boolean;
  }

  /** What changed: a table with a row for each change, with change, host, command, key, column, old, new. */
  interface Diff extends Table {
    /** Whether anything that is not ignored changed, or is missing on one side. */
    readonly changed: boolean;
    /** The rows that came. */
    readonly added: readonly Row[];
    /** The rows that went. */
    readonly removed: readonly Row[];
    /** Hosts and commands that only one side has. */
    readonly missing: readonly {
      readonly host: string;
      readonly command: string;
      readonly side: 'before' | 'after';
      readonly why: string;
    }[];
    /** Hosts of which something changed or is missing. */
    readonly hosts: readonly string[];
    /** The whole diff as plain data, as -o json prints it. */
    readonly data: object;
  }

  /** Answers of hosts, the same ones as one: a table with a row for each different answer. */
  interface Fold extends Table {
    /** Who gave which answer, of each command the commonest first. */
    readonly groups: readonly FoldGroup[];
    /** Whether all hosts answered, and each command's answers are all the same. */
    readonly same: boolean;
    /** Hosts whose answer is another than the commonest. */
    readonly others: readonly string[];
  }

  /** Hosts that gave the same answer. */
  interface FoldGroup {
    /** Their names. */
    readonly hosts: readonly string[];
    /** Their names in ranges: r[1-4],core-2. */
    readonly who: string;
    /** How many they are. */
    readonly count: number;
    /** What was asked. */
    readonly command: string;
    /** Whether it is the commonest answer. */
    readonly isCommon: boolean;
    /** Whether they took the command. */
    readonly ok: boolean;
    /** The first host's words. */
    readonly text: string;
    /** The first host's rows. */
    readonly rows: readonly Row[];
    /** What it has differently from the commonest, in a few words. */
    readonly difference: string;
  }

  /** One command on one host, typed in its pane or sent by a cell. */
  interface Block {
    /** The host. */
    readonly host: string;
    /** The name of its network OS. */
    readonly platform: string;
    /** What was asked. */
    readonly command: string;
    /** The mode in which it ran. */
    readonly mode: string;
    /** Milliseconds since the epoch. */
    readonly startedAtMs: number;
    /** How long it took. */
    readonly elapsedMs: number;
    /** How it went. */
    readonly outcome: 'ok' | 'refused' | 'lost';
    /** Whether the device took the command. */
    readonly ok: boolean;
    /** The device's words. */
    readonly text: string;
    /** The result it would have been, with its table. */
    readonly result: Coming<Result>;
    /** Its table; undefined where no template reads the command. */
    readonly table: Coming<Table | undefined>;
    /** The rows, by the names of the columns. */
    readonly rows: Coming<readonly Row[]>;
    /** The device's words. */
    toString(): string;
  }

  /** The latest blocks, the oldest first: an array. */
  interface Blocks extends ReadonlyArray<Block> {}

  /** One host that could not answer. */
  interface Failure {
    /** The host. */
    readonly host: string;
    /** Why. */
    readonly error: HostError;
  }

  /** A host that was lost before it answered. A refused command is a Result, not this. */
  interface HostError extends Error {
    /** The host. */
    readonly host: string;
    /** `hung-up`, `timeout`, `skipped` and the like. */
    readonly code: string;
    /** What to do about it. */
    readonly advice: string;
  }
}

/** All hosts. */
declare const all: showrun.Hosts;
/** All hosts, each by its name: `hosts.r1`, `hosts['core-1']`. */
declare const hosts: showrun.Hosts & { readonly [name: string]: showrun.Host };
/**
 * The hosts of a group.
 * @example group('core').run('show clock')
 */
declare function group(name: string): showrun.Hosts;
/**
 * The hosts that something names: a selector as after `@`, a host, a set, several of these.
 * @example pick('r*').except('r3')
 * @example pick('(platform=cisco_ios & !site=lab)')
 */
declare function pick(...what: showrun.HostsNamed[]): showrun.Hosts;
/**
 * Runs commands on hosts: what `@hosts command` does.
 * @example run('r1,r2', 'show clock')
 */
declare function run(
  hosts: showrun.HostsNamed,
  commands: string | readonly string[],
  options?: showrun.RunOptions,
): showrun.Coming<showrun.Results>;
/**
 * Shows values while the cell runs.
 * @example print(r1.name, await r1.facts)
 */
declare function print(...values: unknown[]): void;
/** Ends a script with an exit code; only in scripts. */
declare function exit(code?: number): never;
/** What stands behind `--` on the command line; only in scripts. */
declare const args: readonly string[];
