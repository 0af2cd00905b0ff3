import { homedir } from 'node:os';
import { join } from 'node:path';
import { ShowrunError } from '../../core/errors.ts';
import { jsonText } from '../../core/json-text.ts';
import { localTime } from '../../core/local-time.ts';
import { safe } from '../../core/safe.ts';
import type { Recording } from '../../journal/recording.ts';
import { type AuditPlace, type AuditReport, auditRecording } from '../../journal/redact/audit.ts';
import { openPlatforms } from '../../platforms/platforms.ts';
import { foldersOf } from '../folders.ts';
import { openNamed } from './export.ts';
import { lookThrough } from './look-through.ts';
import type { AuditMode } from './recordings-options.ts';

/** Names the secrets in a recording, and what an export would leave in. Gives the exit code: 1 where something would be left. */
export async function printAudit(mode: AuditMode): Promise<number> {
  const folders = foldersOf(process.env, homedir());
  const platforms = openPlatforms({
    userFolder: join(folders.config, 'platforms'),
    onProblem: say,
  });
  const recording = await openNamed(mode.recording, { folders, platforms });
  const looking = lookThrough('looking for secrets');
  try {
    const report = await auditRecording(recording, { platforms, onProgress: looking.onProgress });
    looking.end();
    const text =
      mode.output === 'json'
        ? jsonText(auditJson(recording, report))
        : auditText(recording, report);
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
    for (const problem of recording.problems) say(problem);
    return report.counts.left === 0 ? 0 : 1;
  } catch (thrown) {
    if (!(thrown instanceof ShowrunError) || thrown.code !== 'interrupted') throw thrown;
    return 130;
  } finally {
    looking.end();
    recording.close();
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function auditText(recording: Recording, report: AuditReport): string {
  const { counts, values } = report;
  const different = values === 1 ? '1 value' : `${values} values`;
  const parts = [
    `${safe(recording.name)}: an export hides ${different} in ${placesText(counts.hidden)}`,
    ...listText(recording, 'hidden', report.hidden, counts.hidden),
    ...(counts.typed === 0
      ? []
      : [
          '',
          `keys were recorded: ${counts.typed} lines were typed`,
          ...listText(recording, 'typed', report.typed, counts.typed),
        ]),
    '',
    counts.left === 0
      ? 'nothing is left that looks like a secret'
      : `left in, and looks like a secret, in ${placesText(counts.left)}; a rule for them can stand in a platform file (secrets:)`,
    ...listText(recording, 'left', report.left, counts.left),
  ];
  return `${parts.join('\n')}\n`;
}

function placesText(count: number): string {
  return count === 1 ? '1 place' : `${count} places`;
}

const MOST_SHOWN = 200;

function listText(
  recording: Recording,
  what: string,
  places: readonly AuditPlace[],
  count: number,
): readonly string[] {
  const shown = places.slice(0, MOST_SHOWN).map((place) => `  ${placeText(recording, place)}`);
  const more = count - shown.length;
  return more <= 0
    ? shown
    : [...shown, `  and ${more} more ${what}: -o json has ${Math.min(count, places.length)}`];
}

function placeText(recording: Recording, { session, atS, block, kind, line }: AuditPlace): string {
  const when = atS === undefined ? '' : localTime(recording.startedAtMs + atS * 1_000);
  const where = `${session ?? 'the run'}${block === undefined ? '' : ` #${block}`}`;
  const words = [where.padEnd(8), when, kind.padEnd(11)].filter((word) => word !== '');
  return safe(`${words.join('  ')}  ${line.trim()}`, 240);
}

/** The stable shape of `-o json`. */
function auditJson(recording: Recording, report: AuditReport): object {
  const places = (list: readonly AuditPlace[]): readonly object[] =>
    list.map(({ session = null, atS = null, block, kind, line }) => ({
      session,
      at: atS === null ? null : new Date(recording.startedAtMs + atS * 1_000).toISOString(),
      atS,
      block: block === undefined ? null : `${recording.name}#${block}`,
      kind,
      line,
    }));
  return {
    recording: recording.name,
    values: report.values,
    counts: report.counts,
    hidden: places(report.hidden),
    left: places(report.left),
    typed: places(report.typed),
  };
}
