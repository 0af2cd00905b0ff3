import type { Asker } from '../../core/asker.ts';
import type { Clock } from '../../core/clock.ts';
import type { LoginWords } from '../../platforms/platform.ts';
import type { Board } from '../bastions/ride.ts';
import type { Gate } from '../gate.ts';
import type { Memory } from '../memory.ts';

/** What opening a telnet session needs from the rest of the program. */
export interface TelnetServices {
  readonly asker: Asker;
  /** Limits how many connections are opened at once; shared with SSH. */
  readonly handshakes: Gate;
  readonly memory?: Memory;
  readonly clock?: Clock;
  /** Where `password: {env: …}` looks; also the environment of password commands. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The logins to jump hosts; share one, so that each is made once. */
  readonly bastions?: Board;
  /** What the title says; `telnet, not encrypted` unless told. */
  readonly warning?: string;
  readonly platform: TelnetPlatform;
  /**
   * Who logs in to a host without a known password: the person, in the pane; or us, with a password asked for, where
   * there is no pane.
   */
  readonly withoutPassword: 'pane' | 'ask';
}

/** What a login needs to know of the host's platform. */
export interface TelnetPlatform {
  readonly login: LoginWords;
  /** Whether a last line is one of the platform's prompts. */
  readonly isPrompt: (line: string) => boolean;
  /** What Enter is. */
  readonly lineEnd: string;
}
