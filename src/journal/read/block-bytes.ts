import type { RecordedBlock, Recording } from '../recording.ts';

/** More of one answer is never held in memory. */
const MOST_BYTES = 67_108_864;

/** What the device sent between the prompt before the command and the one behind its answer: the echo, the answer, the prompt. */
export function bytesOfBlock(
  recording: Recording,
  block: RecordedBlock,
  mostBytes: number = MOST_BYTES,
): Uint8Array {
  return Buffer.concat([...partsOfBlock(recording, block, mostBytes)]);
}

/** The same in the pieces in which it lies in the recording. */
export function* partsOfBlock(
  recording: Recording,
  block: RecordedBlock,
  mostBytes: number = MOST_BYTES,
): Generator<Uint8Array, void> {
  const session = recording.sessions.find(({ name }) => name === block.session);
  if (session === undefined) return;
  const { from, place } = block;
  const to = Math.min(block.to, from + mostBytes);
  let at = place.bytes;
  for (const event of session.timeline.events(place.line)) {
    if (at >= to) return;
    if (event.kind === 'gap') at += event.bytes;
    if (event.kind !== 'output') continue;
    const piece = event.bytes.subarray(Math.max(0, from - at), Math.max(0, to - at));
    if (piece.length > 0) yield piece;
    at += event.bytes.length;
  }
}
