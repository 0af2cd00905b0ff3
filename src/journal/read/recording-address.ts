import { existsSync } from 'node:fs';
import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { RecordedBlock, Recording } from '../recording.ts';

/** A recording, or blocks of it, as a person names them: `last`, `lab`, `2026-11-21T1402-11-lab#3,5-9`. */
export interface RecordingAddress {
  /** For `findRecording`. */
  readonly recording: string;
  /** In the order they were named; undefined for the whole recording. */
  readonly blocks: readonly BlockRange[] | undefined;
}

/** From one number to another, both in it; no end means the last block. */
export interface BlockRange {
  readonly from: number;
  readonly to: number | undefined;
}

/**
 * Reads an address. Only numbers behind the last `#` are blocks, and not where a file or folder is called so as it stands (`isThere`); without a
 * name it is the last recording. Throws `bad-usage` for a range that runs backwards.
 */
export function parseRecordingAddress(
  written: string,
  isThere: (path: string) => boolean = existsSync,
): RecordingAddress {
  if (written.includes('#') && isThere(written)) return { recording: written, blocks: undefined };
  const [, name = '', list] = /^(.*)#(\d[\d,\s-]*)$/s.exec(written) ?? [];
  if (list === undefined) return { recording: written, blocks: undefined };
  const blocks = list.split(',').map((one) => rangeOf(one.trim(), written));
  return { recording: name === '' ? 'last' : name, blocks };
}

function rangeOf(written: string, address: string): BlockRange {
  const [, first, dash, last] = /^(\d{1,9})(\s*-\s*)?(\d{1,9})?$/.exec(written) ?? [];
  const from = Number(first);
  const to = last === undefined ? (dash === undefined ? from : undefined) : Number(last);
  if (first !== undefined && from >= 1 && (to === undefined || to >= from)) return { from, to };
  throw new ShowrunError(
    'bad-usage',
    `'${safe(written)}' in ${safe(address, 200)} names no blocks`,
    {
      advice: 'write their numbers: NAME#7, NAME#3,5-9, NAME#5-',
    },
  );
}

/** The blocks an address names, each once, in the order they were named. Throws `bad-usage` for numbers the recording does not have. */
export function blocksAt(
  { blocks, name }: Pick<Recording, 'blocks' | 'name'>,
  ranges: readonly BlockRange[],
): readonly RecordedBlock[] {
  const named = new Set<RecordedBlock>();
  for (const { from, to } of ranges) {
    const chosen = blocks.slice(from - 1, to);
    if (chosen.length === 0 || (to !== undefined && to > blocks.length)) {
      const missing = chosen.length === 0 ? from : to;
      throw new ShowrunError('bad-usage', `there is no block ${missing} in ${safe(name, 200)}`, {
        advice: blocks.length === 0 ? 'it has none' : `its blocks are 1 to ${blocks.length}`,
      });
    }
    for (const block of chosen) named.add(block);
  }
  return [...named];
}
