import { readOptions, takeLab, text, usage } from '../read-options.ts';

/** What `showrun replay` is to show. */
export interface ReplayMode extends Omit<ReplayAsked, 'path'> {
  readonly mode: 'replay';
  /** A recording's name or part of it, `last`, or a path. */
  readonly recording: string;
  /** Where hosts come from on which a recording's commands are to be run again. */
  readonly inventory: string | undefined;
  readonly lab: string | undefined;
}

export interface ReplayAsked {
  /** The recording's folder or file. */
  readonly path: string;
  /** The sessions to show; undefined for all. */
  readonly selector: string | undefined;
  /** `90`, `1:30`, `14:02:11`, `#7`; undefined for the beginning. */
  readonly at: string | undefined;
  readonly speed: number;
  /** Pauses are cut to this long; undefined for as long as they were. */
  readonly idleMostS: number | undefined;
}

/** Reads what follows `replay`. Throws `bad-usage`. */
export function parseReplay(argv: readonly string[]): ReplayMode {
  const { words, lab } = takeLab(argv);
  const { values, positionals } = readOptions(words, {
    hosts: { type: 'string', short: 'H' },
    inventory: { type: 'string', short: 'i' },
    at: { type: 'string' },
    speed: { type: 'string' },
    idle: { type: 'string' },
  });
  const [recording, ...more] = positionals;
  if (recording === undefined || more.length > 0) {
    throw usage('one recording: showrun replay RECORDING; showrun recordings lists them');
  }
  const idle = text(values['idle']);
  return {
    mode: 'replay',
    recording,
    selector: text(values['hosts']),
    inventory: text(values['inventory']),
    lab,
    at: text(values['at']),
    speed: above(0, text(values['speed']) ?? '1', '--speed'),
    idleMostS: idle === undefined ? undefined : above(0, idle, '--idle'),
  };
}

function above(least: number, written: string, option: string): number {
  const value = Number(written);
  if (value > least && Number.isFinite(value)) return value;
  throw usage(`${option} wants a number above ${least}, not '${written}'`);
}
