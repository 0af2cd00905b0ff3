import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { RecordedBlock } from '../../journal/recording.ts';
import { commandWords, standsFor } from '../../parse/command-words.ts';
import { countReached } from '../play/last-reached.ts';
import { spokenOffset } from './spoken-offset.ts';

/** The latest block of a command that was entered by a moment. The same words count, shortened ones too. */
export function answerTo(
  command: string,
  blocks: readonly RecordedBlock[],
  atS: number,
): RecordedBlock | undefined {
  const isAsked = sameAs(command);
  const begun = countReached(blocks, (block) => block.atS <= atS);
  for (let at = begun - 1; at >= 0; at--) {
    const block = blocks[at];
    if (block !== undefined && isAnswer(block) && isAsked(block.command)) return block;
  }
  return undefined;
}

/** Why a command has no answer: it was asked later only, or never. */
export function unanswered(
  command: string,
  {
    name,
    blocks,
    atS,
  }: { readonly name: string; readonly blocks: readonly RecordedBlock[]; readonly atS: number },
): ShowrunError {
  const isAsked = sameAs(command);
  const later = blocks.find(
    (block) => block.atS > atS && isAnswer(block) && isAsked(block.command),
  );
  const what = `'${safe(command, 80)}'`;
  const who = safe(name, 100);
  if (later !== undefined) {
    const message = `${who} was asked ${what} only later, at ${spokenOffset(later.atS)}`;
    const advice = `go there, or further; this is ${spokenOffset(atS)}`;
    return new ShowrunError('bad-usage', message, { subject: name, advice });
  }
  const message = `${who} was never asked ${what} in this recording`;
  return new ShowrunError('bad-usage', message, {
    subject: name,
    advice: 'only what was asked has an answer',
  });
}

/** An answer that was cut off is none. */
function isAnswer({ outcome }: RecordedBlock): boolean {
  return outcome !== 'unfinished';
}

/** Whether a recorded command is the one asked for: word by word, one standing for the other. */
function sameAs(command: string): (recorded: string) => boolean {
  const plain = normal(command);
  const words = plain.split(' ');
  const isSimple = commandWords(command)?.isFiltered === false && !plain.includes('|');
  return (recorded) => {
    const other = normal(recorded);
    if (other === plain) return true;
    if (!isSimple || other.includes('|')) return false;
    const others = other.split(' ');
    if (others.length !== words.length) return false;
    return words.every((word, at) => isShortFor(word, others[at] ?? ''));
  };
}

function isShortFor(one: string, other: string): boolean {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  // Names and numbers are not shortened: `1` is not `10`.
  if (!/^[a-z][a-z-]+$/.test(a) || !/^[a-z][a-z-]+$/.test(b)) return one === other;
  return standsFor(a, b) || standsFor(b, a);
}

function normal(command: string): string {
  return command.trim().replaceAll(/\s+/g, ' ');
}
