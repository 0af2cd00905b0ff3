import type { Recording } from '../../journal/recording.ts';
import type { Player } from '../../replay/player.ts';
import type { Replay } from '../../replay/replay.ts';
import type { Session } from '../../session/session.ts';

/** A recording on the screen: what plays it, and what panes and the state name it by. */
export class OpenReplay {
  readonly id: string;
  /** Pauses are cut to this long where a person has them cut. */
  readonly idleS: number;
  readonly #replay: Replay;
  #shown = '';

  constructor(options: {
    readonly id: string;
    readonly replay: Replay;
    readonly idleS: number | undefined;
  }) {
    this.id = options.id;
    this.#replay = options.replay;
    this.idleS = options.idleS ?? IDLE_S;
  }

  get player(): Player {
    return this.#replay.player;
  }

  get recording(): Recording {
    return this.player.recording;
  }

  /** By their names in the recording; their own names may differ, beside live sessions of the same hosts. */
  get sessions(): ReadonlyMap<string, Session> {
    return this.#replay.sessions;
  }

  /** The recording's name for one of its sessions; undefined for a session of somebody else. */
  recordedNameOf(session: string): string | undefined {
    for (const [recorded, { name }] of this.sessions) {
      if (name === session) return recorded;
    }
    return undefined;
  }

  /** Which sessions are on the screen, by their names in the recording. */
  show(names: readonly string[]): void {
    const shown = names.join('\n');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.player.show(names);
  }

  close(): Promise<void> {
    return this.#replay.close();
  }
}

const IDLE_S = 1;
