import { ShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import { select } from '../../core/selector/selector.ts';
import { blocksAt, parseRecordingAddress } from '../../journal/read/recording-address.ts';
import type { RecordedBlock, RecordedHost, Recording } from '../../journal/recording.ts';
import type { ExportMode } from './export-options.ts';

export interface ExportChoice {
  readonly hosts: readonly RecordedHost[];
  readonly blocks: readonly RecordedBlock[];
  readonly chosen: 'blocks' | 'all';
}

/** What of a recording a command line asks for. Throws `bad-usage` where that is nothing, and `bad-selector`. */
export function choiceOf(
  recording: Recording,
  mode: Pick<ExportMode, 'recording' | 'selector' | 'commands'>,
): ExportChoice {
  const { blocks: ranges } = parseRecordingAddress(mode.recording);
  const hosts =
    mode.selector === undefined ? recording.sessions : select(mode.selector, recording.sessions);
  const named = ranges === undefined ? recording.blocks : blocksAt(recording, ranges);
  const sessions = new Set(hosts.map(({ name }) => name));
  const words = mode.commands.map((word) => word.toLowerCase());
  const blocks = named.filter(
    ({ session, command }) =>
      sessions.has(session) &&
      (words.length === 0 || words.some((word) => command.toLowerCase().includes(word))),
  );
  if (ranges === undefined && words.length === 0) return { hosts, blocks, chosen: 'all' };
  if (blocks.length === 0) throw nothing(recording, mode);
  const said = new Set(blocks.map(({ session }) => session));
  return { hosts: hosts.filter(({ name }) => said.has(name)), blocks, chosen: 'blocks' };
}

function nothing(recording: Recording, mode: Pick<ExportMode, 'commands'>): ShowrunError {
  const words = mode.commands.map((word) => `'${safe(word, 60)}'`).join(' or ');
  const what = words === '' ? 'of those hosts' : `with ${words} in it`;
  const message = `${safe(recording.name, 100)} has no command ${what}`;
  return new ShowrunError('bad-usage', message, {
    advice: `showrun history lists the commands of recordings`,
  });
}
