/** What a device does wrong on purpose. Nothing unless told. */
export interface Faults {
  /** Every piece of output comes this much later. */
  readonly slowMs?: number | undefined;
  /** Output comes as over a serial line of this speed, ten bits for a character: a console at 9600. */
  readonly baud?: number | undefined;
  /** Output comes one character at a time. */
  readonly drips?: boolean | undefined;
  /** Logs in and then says nothing. */
  readonly silent?: boolean | undefined;
  /** So many log messages stand between each line entered and its answer. */
  readonly logBurst?: number | undefined;
  /** Pages its output and does not allow that to be turned off. */
  readonly pagesAlways?: boolean | undefined;
  /** Calls itself this once a line has been entered. */
  readonly renamesTo?: string | undefined;
  /** Each connection breaks after so many bytes of terminal output. */
  readonly hangUpAfterBytes?: number | undefined;
  /** Once, after so many bytes of terminal output, it reboots. */
  readonly rebootAfterBytes?: number | undefined;
  /** Further connections are closed at once. */
  readonly mostLogins?: number | undefined;
  readonly refusesPasswords?: boolean | undefined;
  /** It takes so long to decide on a password. */
  readonly slowLoginMs?: number | undefined;
}
