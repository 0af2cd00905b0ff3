import { wrapWords } from '../../core/wrap-words.ts';
import type { CastEvent } from '../../journal/cast/cast-event.ts';
import type { Emulator } from '../../term/emulator.ts';

/** Draws an event as it was drawn live. */
export function drawEvent(emulator: Emulator, event: CastEvent): void {
  switch (event.kind) {
    case 'output':
      emulator.feed(event.bytes);
      break;
    case 'resize':
      emulator.resize(event.size);
      break;
    case 'printed':
      drawLine(emulator, event.line);
      break;
    case 'gap':
      drawLine(emulator, gapLine(event.bytes));
      break;
    case 'marker':
    case 'input':
      break;
  }
}

/** Says that output is missing. */
export function gapLine(bytes: number): string {
  return `── ${bytes} bytes are missing here ──`;
}

function drawLine(emulator: Emulator, line: string): void {
  for (const row of wrapWords(line, emulator.size.cols)) emulator.print(row);
}
