import type { Block } from '../../core/block.ts';
import type { ShownBlock } from '../../export/block-forms/block-text.ts';
import type { SeenCommand } from '../../session/record/last-command.ts';
import type { ViewSource } from '../../state/table-view.ts';

/** A command found among old lines, with what the session's blocks tell of when and how it ran; where two of them could be it, nobody knows. */
export function blockTold(
  seen: SeenCommand,
  { host, blocks }: { readonly host: string; readonly blocks: readonly Block[] },
): ShownBlock {
  const wanted = squashed(seen);
  const [one, ...others] = blocks.filter((block) => squashed(block) === wanted);
  const { command, text } = seen;
  if (one === undefined || others.length > 0) {
    const unknown = { mode: '', startedAtMs: undefined, elapsedMs: undefined, outcome: undefined };
    return { host, command, text, ...unknown };
  }
  const { mode, startedAtMs, elapsedMs, outcome } = one;
  return { host, command, text, mode, startedAtMs, elapsedMs, outcome };
}

/** When and how a block ran; undefined where nobody knows. */
export function ranOf({
  mode,
  startedAtMs,
  elapsedMs = 0,
  outcome,
}: ShownBlock): ViewSource['ran'] {
  if (startedAtMs === undefined) return undefined;
  return { mode, startedAtMs, elapsedMs, outcome: outcome === 'refused' ? 'refused' : 'ok' };
}

/** Rows of a screen are wrapped and padded otherwise than lines. */
function squashed({ command, text }: SeenCommand): string {
  return `${command} ${text}`.replace(/\s+/g, '');
}
