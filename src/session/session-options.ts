import type { Clock } from '../core/clock.ts';
import type { Host } from '../core/host.ts';
import type { Size } from '../core/size.ts';
import type { OpenTransport } from '../core/transport.ts';
import type { LogIn } from '../net/login/log-in-here.ts';
import type { Platform } from '../platforms/platform.ts';
import type { Feeder } from '../term/feeder.ts';
import type { OwnPrompts } from './channel/own-prompts.ts';
import type { NewPlatform } from './driver/driver.ts';
import type { Recogniser } from './driver/recognition.ts';
import type { TapFor } from './record/session-tap.ts';
import type { AskSecret } from './secrets/ask-secret.ts';
import type { ParseText } from './turns/turns.ts';

export interface SessionOptions {
  /** Unique: `r1`, and `r1.2` for a second session to the same host. */
  readonly name: string;
  readonly host: Host;
  readonly openTransport: OpenTransport;
  /** The host's platform, or the one to begin with until it is recognised. */
  readonly platform: Platform;
  /** Given when the platform is to be recognised. */
  readonly recogniser?: Recogniser | undefined;
  /** What a session on its way to another device goes by there. Throws `bad-usage` for a name nobody knows. */
  readonly newPlatform?: ((name: string) => NewPlatform) | undefined;
  /** Logs in on a line that is open. */
  readonly logIn?: LogIn | undefined;
  /** Where a device asks for a secret: `enable`, `sudo`. */
  readonly secret?: AskSecret | undefined;
  /** What the person calls this host's prompt, beside those of its platform. */
  readonly prompts?: OwnPrompts | undefined;
  readonly parse?: ParseText | undefined;
  /** Feeds the session's screen; without one there is no screen. */
  readonly feeder?: Feeder | undefined;
  readonly size: Size;
  readonly scrollbackLines?: number;
  readonly rawLogBytes?: number;
  readonly clock?: Clock | undefined;
  /** Whoever writes down what happens. */
  readonly tapFor?: TapFor | undefined;
  /** Whether a lost connection is tried again by itself; `off` unless told. */
  readonly retries?: 'on' | 'off' | undefined;
  /** Spreads the attempts of many sessions; numbers from 0 up to 1. */
  readonly random?: (() => number) | undefined;
}
