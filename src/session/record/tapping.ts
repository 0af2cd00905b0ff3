import type { Size } from '../../core/size.ts';
import type { Platform } from '../../platforms/platform.ts';
import { asksSecret } from '../channel/prompt.ts';
import type { Connection } from '../life/connection.ts';
import type { ConnectionsOptions } from '../life/connections-options.ts';
import type { SessionStatus } from '../life/session-status.ts';
import { CommandWatch, type CommandWatchOptions, type PromptMark } from './command-watch.ts';
import type { SessionTap } from './session-tap.ts';

export interface TappingOptions extends Omit<CommandWatchOptions, 'tell'> {
  readonly tap: SessionTap;
  /** The line at which the person's keys arrive, by everybody who keeps one. */
  readonly keyLines: () => readonly string[];
  /** Something of the tap's threw; it is told nothing any more. */
  readonly onFault: (thrown: unknown) => void;
}

/** Tells a tap what happens in its session. A fault of the tap ends the telling, and nothing else. */
export class Tapping {
  readonly #options: TappingOptions;
  readonly #commands: CommandWatch;
  #tap: SessionTap | undefined;
  #now = '';

  constructor(options: TappingOptions) {
    this.#options = options;
    this.#tap = options.tap;
    this.#commands = new CommandWatch({ ...options, tell: (what) => this.#tell(what) });
  }

  /** What the session's connections are to be told of. */
  get hooks(): Pick<ConnectionsOptions, 'onHeard' | 'onSent' | 'onTyped' | 'onGone'> {
    return {
      onHeard: () => this.#commands.heard(),
      onSent: (bytes) => this.#commands.sent(bytes),
      onTyped: (keys) => this.#typed(keys),
      onGone: (connection) => this.#gone(connection),
    };
  }

  /** A connection begins; nothing was received yet. */
  begun({ driver }: Connection): void {
    if (this.#tap?.lineEnded !== undefined) {
      driver.channel.onLineEnd((line) => this.#tell((tap) => tap.lineEnded?.(line)));
    }
    this.#commands.begin(driver.channel);
  }

  received(chunk: Uint8Array): void {
    this.#commands.received(chunk.length);
    try {
      this.#tap?.received(chunk);
    } catch (thrown) {
      this.#giveUp(thrown);
    }
  }

  printed(line: string): void {
    this.#tell((tap) => tap.printed(line));
  }

  resized(size: Size): void {
    this.#tell((tap) => tap.resized(size));
  }

  /** Something about the session is new; the tap is told where it is something that matters to it. */
  changed(status: SessionStatus, { name: platform }: Pick<Platform, 'name'>): void {
    const now = `${status.status} ${platform}`;
    if (now === this.#now) return;
    this.#now = now;
    this.#tell((tap) => tap.changed({ status, platform }));
  }

  /** A prompt stands there. */
  marked(mark: PromptMark | undefined): void {
    if (mark !== undefined) this.#commands.marked(mark);
  }

  closed(): void {
    this.#commands.over();
    this.#tell((tap) => tap.closed());
  }

  #typed(keys: Uint8Array): void {
    const isSecret = this.#options.keyLines().some(asksSecret);
    this.#tell((tap) => tap.typed(keys, isSecret ? 'secret' : 'text'));
  }

  #gone({ driver }: Connection): void {
    const unended = driver.channel.lastLine;
    if (unended.trim() !== '') this.#tell((tap) => tap.lineEnded?.(unended));
    this.#commands.over();
  }

  #tell(what: (tap: SessionTap) => void): void {
    if (this.#tap === undefined) return;
    try {
      what(this.#tap);
    } catch (thrown) {
      this.#giveUp(thrown);
    }
  }

  #giveUp(thrown: unknown): void {
    this.#tap = undefined;
    this.#options.onFault(thrown);
  }
}
