/** What every contestant is told to do, as JSON in its only argument. It prints a list of `Use` as JSON, one for each try. */
export interface Job {
  readonly task: 'connect' | 'commands' | 'many';
  /** Tries, one after the other. */
  readonly tries: number;
  /** Sessions at once: 1 but for `many`. */
  readonly sessions: number;
  /** Commands on each session: 0 for `connect`. */
  readonly commands: number;
  readonly port: number;
  readonly username: string;
  readonly keyFile: string;
  /** The end of the prompt the device shows. */
  readonly prompt: string;
  readonly command: string;
  /** Stands in every whole answer. */
  readonly lastLine: string;
  /** A home whose inventory has the device as `h1`, `h2`, …, and its host key. */
  readonly home: string;
}

/** `connect` measures connecting, logging in and the first prompt; `commands` what comes after; `many` both. */
export interface Use {
  readonly wallMs: number;
  /** Of the process and all it started, user and system. */
  readonly cpuMs: number;
}
