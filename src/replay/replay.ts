import type { Clock } from '../core/clock.ts';
import type { Host } from '../core/host.ts';
import type { RecordedBlock, RecordedHost, Recording } from '../journal/recording.ts';
import type { Platforms } from '../platforms/platforms.ts';
import type { Sessions } from '../session/sessions.ts';
import type { CheckpointOptions } from './play/tracks.ts';
import { Player } from './player.ts';
import { RecordedSession } from './recorded-session.ts';

export interface ReplayOptions {
  readonly recording: Recording;
  /** The recorded sessions stand among these, beside live ones. */
  readonly sessions: Sessions;
  readonly platforms: Pick<Platforms, 'lookup'>;
  readonly clock: Clock;
  /** A block's answer, without echo and prompt. */
  readonly textOf: (block: RecordedBlock) => string;
  /** Keys of a person in a recorded pane: they are the player's. */
  readonly onKeys: (keys: Uint8Array, session: RecordedSession) => void;
  /** Of the recording's sessions only these, by their names in it; all unless told. */
  readonly only?: readonly string[];
  readonly checkpoints?: CheckpointOptions;
}

/** A recording that is open for replay: its player, and its sessions among the others. */
export interface Replay {
  readonly player: Player;
  /** By their names in the recording, in its order; their own names may have a number more. */
  readonly sessions: ReadonlyMap<string, RecordedSession>;
  /** Takes the sessions away, and closes the recording. */
  close(): Promise<void>;
}

/** Puts a recording's sessions among the others, paused at the beginning. */
export async function openReplay(options: ReplayOptions): Promise<Replay> {
  const { recording: whole, sessions, clock, only } = options;
  const recording = only === undefined ? whole : withOnly(whole, only);
  const adopted = new Map<string, RecordedSession>();
  let player: Player | undefined;
  for (const recorded of recording.sessions) {
    const { textOf, onKeys } = options;
    const session: RecordedSession = await sessions.adopt(
      hostOf(recorded, options),
      (given) =>
        new RecordedSession(given, {
          ...{ recorded, textOf },
          blocks: blocksOf(recorded, recording),
          atS: () => player?.atS ?? 0,
          onKeys: (keys) => onKeys(keys, session),
        }),
    );
    adopted.set(recorded.name, session);
  }
  const stageOf = (name: string): RecordedSession => {
    const session = adopted.get(name);
    if (session === undefined) throw new Error(`no session ${name} was adopted`);
    return session;
  };
  player = new Player({ recording, clock, stageOf, checkpoints: options.checkpoints });
  const opened = player;
  return {
    player: opened,
    sessions: adopted,
    close: async () => {
      opened.close();
      await Promise.all([...adopted.values()].map((session) => sessions.remove(session)));
      whole.close();
    },
  };
}

function blocksOf({ name }: RecordedHost, { blocks }: Recording): readonly RecordedBlock[] {
  const own = blocks.filter(({ session }) => session === name);
  return own.sort((one, other) => one.atS - other.atS);
}

/** The recording as if there had been these sessions only. */
function withOnly(recording: Recording, only: readonly string[]): Recording {
  const { name, path, kind, startedAtMs, durationS, cells, problems, end } = recording;
  return {
    ...{ name, path, kind, startedAtMs, durationS, cells, problems, end },
    close: () => recording.close(),
    sessions: recording.sessions.filter(({ name }) => only.includes(name)),
    blocks: recording.blocks.filter(({ session }) => only.includes(session)),
    notes: recording.notes.filter(({ session }) => session === undefined || only.includes(session)),
  };
}

/** An inventory entry with nothing to connect to. A platform that is not known here is to be recognised, as on a live host. */
function hostOf(
  { name, groups, platform }: RecordedHost,
  { platforms, recording }: ReplayOptions,
): Host {
  return {
    ...{ name, groups, address: '', port: 0, username: undefined, password: undefined },
    platform: platforms.lookup(platform) === undefined ? 'auto' : platform,
    ...{ keys: [], keysOnly: false, agent: undefined, via: [], hostKeyAlias: undefined },
    ...{ knownHostsFiles: [], hostKeyPolicy: 'strict' },
    source: recording.name,
  };
}
