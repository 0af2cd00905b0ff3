import { spokenDuration } from '../../core/duration.ts';
import { plainLine, type ShownBlock } from './block-text.ts';
import { offsetTime } from './offset-time.ts';

/** When a block ran, in which mode, how long it took and how it ended: as much of that as is known. One line. */
export function aboutBlock(block: ShownBlock): string {
  const { startedAtMs, mode, elapsedMs } = block;
  return [
    startedAtMs === undefined ? '' : offsetTime(startedAtMs),
    plainLine(mode),
    elapsedMs === undefined ? '' : elapsedText(elapsedMs),
    outcomeText(block),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** `340 ms`, `2.4 s`, `1 min 12 s`. */
export function elapsedText(elapsedMs: number): string {
  if (elapsedMs < 1_000) return `${Math.max(0, Math.round(elapsedMs))} ms`;
  if (elapsedMs < 59_950) return `${(elapsedMs / 1_000).toFixed(1)} s`;
  return spokenDuration(elapsedMs);
}

/** How it ended, where that is worth a word. */
export function outcomeText({ outcome }: Pick<ShownBlock, 'outcome'>): string {
  if (outcome === 'refused') return 'refused by the device';
  return outcome === 'unfinished' ? 'cut off' : '';
}
