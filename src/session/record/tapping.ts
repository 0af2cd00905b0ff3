import type { Size } from '../../core/size.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Channel } from '../channel/channel.ts';
import type { Connection } from '../life/connection.ts';
import type { ConnectionsOptions } from '../life/connections-options.ts';
import type { SessionStatus } from '../life/session-status.ts';
import { CommandWatch, type CommandWatchOptions, type PromptMark } from './command-watch.ts';
import { EchoMask } from './echo-mask.ts';
import { expectsSecret } from './expects-secret.ts';
import type { SessionTap } from './session-tap.ts';
import { TypedMatter } from './typed-matter.ts';

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
  readonly #matter = new TypedMatter((keys, matter) =>
    this.#tell((tap) => tap.typed(keys, matter)),
  );
  readonly #mask = new EchoMask();
  #channel: Channel | undefined;
  readonly #asks = (line: string): 'secret' | 'nothing' =>
    expectsSecret(line, this.#channel?.prompt) ? 'secret' : 'nothing';
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
    driver.channel.onLineEnd((line) => this.#lineEnded(line));
    this.#channel = driver.channel;
    this.#commands.begin(driver.channel);
  }

  received(chunk: Uint8Array): void {
    this.#commands.received(chunk.length);
    try {
      this.#matter.received(chunk);
      this.#tap?.received(this.#mask.filter(chunk));
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
    if (mark === undefined) return;
    this.#commands.marked(mark);
    this.#matter.atPrompt();
  }

  closed(): void {
    this.#commands.over();
    this.#tell((tap) => tap.closed());
  }

  #typed(keys: Uint8Array): void {
    const asks = this.#options.keyLines().some((line) => this.#asks(line) === 'secret');
    const matter = this.#matter.typed(keys, asks ? 'secret' : 'nothing');
    if (matter === 'secret') this.#mask.typed(keys);
  }

  #lineEnded(line: string): void {
    if (this.#tap?.lineEnded !== undefined) this.#tell((tap) => tap.lineEnded?.(line));
    if (this.#matter.isWaiting) this.#matter.lineEnded(line, this.#asks);
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
