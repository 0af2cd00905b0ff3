import type { DeviceConfig } from '../model/config.ts';
import type { Device } from '../model/device.ts';
import type { Network } from '../model/network.ts';
import type { Mode, Place } from './mode.ts';
import type { Terminal } from './terminal.ts';

/** What the words in `<…>` of a path matched, by name. */
export type Args = Readonly<Record<string, string>>;

interface CommandWords {
  readonly modes: readonly Mode['mode'][];
  /**
   * The words of the command. `<name:kind>` takes an argument of a kind (argument.ts): `ip route <prefix:ip> <mask:mask>`.
   */
  readonly path: string;
  /** What `?` says about the last word, or about the last words in order. */
  readonly help: string | readonly string[];
  /** Words with an argument that may follow in any order: `repeat <repeat:1-2147483647>`. */
  readonly options?: readonly { readonly path: string; readonly help: readonly string[] }[];
}

/**
 * A command is data: words, help and one pure function where that is enough. A new command is an entry in a file of `commands/`,
 * which is listed in `commands/all.ts`.
 */
export type Command = CommandWords &
  (
    | { readonly show: (view: View, args: Args) => string }
    | { readonly configure: (config: DeviceConfig, args: Args, place: Place) => Configured }
    | { readonly run: (context: RunContext, args: Args) => undefined | Promise<void> }
    /** Only words on the way to others. */
    | { readonly group: true }
  );

/** What a show command may look at. */
export interface View {
  readonly device: Device;
  readonly network: Network;
  readonly terminal: Terminal;
}

export interface RunContext extends View {
  readonly terminal: Terminal;
}

/** What a configuration command came to: a new configuration, a new place, something to say. */
export interface Configured {
  readonly config?: DeviceConfig;
  readonly place?: Place;
  readonly note?: string;
}
