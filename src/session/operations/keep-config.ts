import { ShowrunError } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import { isConfiguration, modesOf } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Desk } from './desk.ts';
import { goToMode, SESSION_NAME } from './go-to-mode.ts';
import { typeOwn } from './push-config.ts';

export interface CommitOptions {
  readonly comment?: string | undefined;
  /** Minutes after which the device goes back, unless a second commit comes before. */
  readonly confirmed?: number | undefined;
}

/** Makes the running configuration survive a reboot, and goes back to the mode there was. */
export async function saveConfig(desk: Desk): Promise<Result> {
  const { platform, mode: start } = desk;
  const { save, saveMode } = platform.config;
  if (save.length === 0) throw lacks(desk, 'save');
  const place = saveMode ?? outside(platform);
  if (place !== undefined) await goToMode(desk, place);
  const result = await typeAll(desk, save);
  if (desk.mode !== start) await goToMode(desk, start);
  return result;
}

/** Makes the candidate configuration the running one and leaves it; a refused commit leaves it as it is. */
export async function commitConfig(desk: Desk, options: CommitOptions = {}): Promise<Result> {
  const isConfirming = confirms(desk, options);
  const lines = isConfirming ? confirmLines(desk.platform) : commitLines(desk, options);
  // A commit ends a configuration session, and its confirmation is given outside.
  if (isConfirming && modesOf(desk.platform).has('session')) await goOutside(desk);
  else await goToCandidate(desk);
  const result = await typeAll(desk, lines);
  if (isConfirming) desk.memory.isConfirmDue = false;
  if (result.outcome === 'refused') return result;
  desk.memory.isConfirmDue = options.confirmed !== undefined;
  await goOutside(desk);
  return result;
}

/** Drops the candidate configuration and leaves it. */
export async function abortConfig(desk: Desk): Promise<Result> {
  const { abort } = desk.platform.config;
  if (abort.length === 0) throw lacks(desk, 'abort');
  await goToCandidate(desk);
  const result = await typeAll(desk, abort);
  if (result.outcome === 'ok') await goOutside(desk);
  return result;
}

/** What makes a commit last that was made for some minutes. */
export function confirmLines({ config }: Platform): readonly string[] {
  return config.confirm.map((line) => line.replaceAll('{name}', SESSION_NAME));
}

/** Whether a commit is one that makes the last one last; new changes in a session of their own are another matter. */
function confirms(
  { platform, mode, memory }: Desk,
  { comment, confirmed }: CommitOptions,
): boolean {
  if (!memory.isConfirmDue || comment !== undefined || confirmed !== undefined) return false;
  return platform.config.confirm.length > 0 && mode !== 'session';
}

function commitLines(desk: Desk, { comment, confirmed }: CommitOptions): readonly string[] {
  const { commit, commitComment, commitConfirm } = desk.platform.config;
  if (commit.length === 0) throw lacks(desk, 'commit');
  if (comment !== undefined && confirmed !== undefined) {
    throw new ShowrunError('bad-usage', 'commit takes a comment or confirmed, not both');
  }
  if (comment !== undefined) {
    if (commitComment.length === 0) throw lacks(desk, 'commit with a comment');
    if (/["\x00-\x1f\x7f]/.test(comment)) {
      throw new ShowrunError('bad-usage', 'a comment of a commit is one line without quotes');
    }
    return commitComment.map((line) => line.replaceAll('{comment}', () => comment));
  }
  if (confirmed === undefined) return commit;
  if (commitConfirm.length === 0) throw lacks(desk, 'commit to be confirmed');
  if (!Number.isInteger(confirmed) || confirmed < 1 || confirmed > 59) {
    throw new ShowrunError('bad-usage', 'confirmed takes whole minutes from 1 to 59');
  }
  return commitConfirm.map((line) => withTime(line, confirmed));
}

function withTime(line: string, minutes: number): string {
  return line
    .replaceAll(':{minutes}', `:${String(minutes).padStart(2, '0')}`)
    .replaceAll('{minutes}', String(minutes))
    .replaceAll('{seconds}', String(minutes * 60));
}

/** Where the candidate is. A configuration session that is not open has none. */
async function goToCandidate(desk: Desk): Promise<void> {
  const { platform, mode } = desk;
  if (!modesOf(platform).has('session')) {
    if (!isConfiguration(mode)) await goToMode(desk, 'configuration');
    return;
  }
  if (mode === 'session') return;
  throw new ShowrunError('bad-usage', `${desk.host} is in no configuration session`, {
    subject: desk.host,
    advice: "config(lines, { mode: 'session' }) opens one",
  });
}

async function goOutside(desk: Desk): Promise<void> {
  const place = outside(desk.platform);
  if (isConfiguration(desk.mode) && place !== undefined) await goToMode(desk, place);
}

/** The mode from which the configuration is entered. */
function outside({ moves, homeMode }: Platform): string | undefined {
  return moves.find(({ to }) => to === 'configuration')?.from ?? homeMode;
}

/** All lines up to the first refusal, as one result. */
async function typeAll(desk: Desk, lines: readonly string[]): Promise<Result> {
  const results: Result[] = [];
  for (const line of lines) {
    const result = await typeOwn(desk, line);
    results.push(result);
    if (result.outcome === 'refused') break;
  }
  const [first] = results;
  const last = results.at(-1);
  if (first === undefined || last === undefined) throw lacks(desk, 'command for that');
  return {
    ...first,
    command: results.map(({ command }) => command).join('; '),
    text: results.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n'),
    outcome: last.outcome,
    elapsedMs: results.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0),
  };
}

function lacks({ platform, host }: Desk, what: string): ShowrunError {
  return new ShowrunError(
    'bad-usage',
    `this platform has no ${what}: ${platform.title} (${host})`,
    {
      subject: host,
    },
  );
}
