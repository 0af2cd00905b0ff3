import type { Line } from '../model/device.ts';
import type { Mode } from './mode.ts';

/** The person's terminal as commands see it. Text has `\n` line ends; the terminal makes them `\r\n`. */
export interface Terminal {
  readonly line: Line;
  readonly settings: TerminalSettings;
  readonly history: readonly string[];
  mode: Mode;
  write(text: string): void;
  /** Asks for a line; undefined when the person gives up with Ctrl-C. */
  ask(question: string): Promise<string | undefined>;
  /** The same without showing what is typed. */
  askSecret(question: string): Promise<string | undefined>;
  /** Asks for one key: Return or `y` is yes. */
  confirm(question: string): Promise<boolean>;
  /** Lets time pass; false when the person presses the escape sequence. */
  wait(delayMs: number): Promise<boolean>;
  /** Ends this login. */
  hangUp(): void;
}

export interface TerminalSettings {
  /** Rows of a page; 0 never pages. */
  lengthRows: number;
  widthCols: number;
  /** Whether log messages appear here. */
  isMonitoring: boolean;
  historySize: number;
}
