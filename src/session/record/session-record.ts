import type { Block } from '../../core/block.ts';
import type { Charset } from '../../core/charset.ts';
import type { Clock } from '../../core/clock.ts';
import type { Result } from '../../core/result.ts';
import type { Size } from '../../core/size.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Driver } from '../driver/driver.ts';
import type { Connection } from '../life/connection.ts';
import type { ConnectionsOptions } from '../life/connections-options.ts';
import type { SessionStatus } from '../life/session-status.ts';
import type { SessionOptions } from '../session-options.ts';
import { Brake } from './brake.ts';
import type { SeenCommand } from './last-command.ts';
import { RawLog } from './raw-log.ts';
import { SeenCommands } from './seen-commands.ts';
import { Tapping, type TappingOptions } from './tapping.ts';

export interface SessionRecordOptions
  extends Pick<SessionOptions, 'name' | 'host' | 'size' | 'tapFor' | 'rawLogBytes'>,
    Pick<TappingOptions, 'by' | 'cols' | 'keyLines' | 'onFault'> {
  readonly clock: Clock;
  readonly charset: Charset;
  /** The connection there is now. */
  readonly connection: () => Connection | undefined;
}

/** What a session keeps of what it received, the commands in it, and what its journal is told. */
export class SessionRecord {
  readonly rawLog: RawLog;
  /** Holds the device back, for whoever is behind: the screen, the journal. */
  readonly brake: Brake;
  readonly #options: SessionRecordOptions;
  readonly #seen: SeenCommands;
  readonly #tapping: Tapping | undefined;

  constructor(options: SessionRecordOptions) {
    const { name, host, size, tapFor, clock } = options;
    this.#options = options;
    this.rawLog = new RawLog(options.rawLogBytes);
    this.brake = new Brake(options.connection);
    this.#seen = new SeenCommands(this.rawLog, clock);
    const tap = tapFor?.({ name, host, size, holdBack: () => this.brake.hold() });
    this.#tapping = tap && new Tapping({ ...options, tap, rawLog: this.rawLog });
  }

  /** What the session's connections are to be told of. */
  get hooks(): Partial<Tapping['hooks']> & Pick<ConnectionsOptions, 'onLearned'> {
    return { ...this.#tapping?.hooks, onLearned: (driver) => this.mark(driver) };
  }

  received(chunk: Uint8Array): void {
    this.rawLog.append(chunk);
    this.#tapping?.received(chunk);
  }

  printed(line: string): void {
    this.rawLog.note(line);
    this.#tapping?.printed(line);
  }

  resized(size: Size): void {
    this.#tapping?.resized(size);
  }

  /** A connection begins. */
  begun(connection: Connection): void {
    this.brake.begun();
    this.#tapping?.begun(connection);
  }

  /** The commands seen so far lie elsewhere. */
  forgetSeen(): void {
    this.#seen.forget();
  }

  changed(status: SessionStatus, platform: Platform): void {
    this.#tapping?.changed(status, platform);
  }

  closed(): void {
    this.#tapping?.closed();
  }

  /** A person types. */
  typed(keys: Uint8Array): void {
    this.#seen.typed(keys);
  }

  /** A script's command is done. */
  ran(result: Result): void {
    this.#seen.ran(result);
  }

  /** The device may show a prompt. */
  mark(driver: Driver): void {
    const mark = this.#seen.mark(driver);
    this.#tapping?.marked(mark);
  }

  /** The last command; undefined before the first one. */
  last(platform: Platform): SeenCommand | undefined {
    this.#look();
    return this.#seen.last(this.#on(platform));
  }

  /** What we have asked ourselves since counts for nothing: this stays the last command. */
  hold(seen: SeenCommand): void {
    this.#look();
    this.#seen.hold(seen);
  }

  /** The latest commands, the oldest of them first. */
  blocks(platform: Platform, most: number): readonly Block[] {
    this.#look();
    const { name: host } = this.#options;
    return this.#seen.blocks({ host, platform: platform.name, on: this.#on(platform), most });
  }

  /** The prompt may stand there already, and nobody have looked. */
  #look(): void {
    const driver = this.#options.connection()?.driver;
    if (driver !== undefined) this.mark(driver);
  }

  #on(platform: Platform) {
    return { platform, cols: this.#options.cols(), charset: this.#options.charset };
  }
}
