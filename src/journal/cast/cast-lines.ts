import type { ByteSource } from './byte-source.ts';
import type { CastMatter } from './cast-event.ts';
import { decodeEvent, patched } from './decode-event.ts';
import { sourceLines } from './source-lines.ts';

/** A line of a cast that could not be read. */
export type BrokenLine = 'broken' | 'torn' | 'too long';

/** An event as it is written. */
export interface WrittenEvent {
  /** Where its line begins. */
  readonly at: number;
  /** As it stands there: seconds since the beginning, or since the line before (v3). */
  readonly time: number;
  /** Undefined for an event that says nothing to us; its time counts. */
  readonly matter: CastMatter | undefined;
}

/**
 * The events of an asciicast v2 or v3 from a line on, each output with the bytes it was written for. What cannot be read is left out and told
 * of.
 */
export function* castLines(
  source: ByteSource,
  from: number,
  onBroken: (at: number, what: BrokenLine) => void,
): Generator<WrittenEvent, void> {
  let held: WrittenEvent | undefined;
  for (const { at, bytes, state } of sourceLines(source, from)) {
    const line = state === 'too long' ? BROKEN : decodeEvent(bytes);
    if (line.kind === 'blank') continue;
    if (line.kind === 'bytes') {
      const { matter } = held ?? {};
      if (held !== undefined && matter?.kind === 'output') {
        const whole = patched(matter.bytes, line.patches);
        held = { ...held, matter: { kind: 'output', bytes: whole } };
      }
      continue;
    }
    if (held !== undefined) yield held;
    held = undefined;
    if (line.kind === 'broken') onBroken(at, state === 'whole' ? 'broken' : state);
    else held = { at, time: line.time, matter: line.kind === 'event' ? line.matter : undefined };
  }
  if (held !== undefined) yield held;
}

const BROKEN = { kind: 'broken' } as const;
