import { asShowrunError, ShowrunError } from '../core/errors.ts';
import { safe } from '../core/safe.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

/**
 * Opens what the command line asked for, and tells what was wrong with it and with the files read on the way. Rejects where a recording was
 * asked for and is none.
 */
export async function openAtStart({ mode }: AppOptions, parts: Parts): Promise<void> {
  const wrong: string[] = [];
  const { lab, backstage, panes } = parts;
  // Beside a recording the lab is there to run its commands again.
  if (mode.replay === undefined) for (const host of lab) panes.open(host, undefined);
  const targets =
    mode.targets.length === 0 && mode.inventory !== undefined && mode.replay === undefined
      ? ['all']
      : mode.targets;
  for (const target of targets) {
    try {
      const hosts = backstage.hostsNamed(target);
      refuseTooMany(target, hosts.length);
      for (const host of hosts) panes.open(host, undefined);
    } catch (thrown) {
      wrong.push(asShowrunError(thrown).line);
    }
  }
  if (targets.length > 0) panes.focusFirst();
  if (mode.search !== undefined) parts.history.desk.open(mode.search);
  if (mode.replay !== undefined) await parts.replays.play(mode.replay);
  parts.sayProblems();
  tellProblems(parts, wrong);
}

/** More could neither be read nor be meant; each costs a login. */
const MAX_PANES_AT_ONCE = 40;

/** Throws `bad-usage` where a word names more hosts than can have panes. */
export function refuseTooMany(target: string, count: number): void {
  if (count <= MAX_PANES_AT_ONCE) return;
  throw new ShowrunError('bad-usage', `'${safe(target, 60)}' names ${count} hosts`, {
    advice: `name at most ${MAX_PANES_AT_ONCE}, a @group or a pattern; any other opens with the list of hosts inside`,
  });
}

/** One thing fits the status line; what must not be missed, or is more, stays until it has been read. */
function tellProblems({ desk, controller, problems }: Parts, wrong: readonly string[]): void {
  const lines = [...problems, ...wrong];
  const [only] = lines;
  if (only === undefined) return;
  if (lines.length === 1 && wrong.length === 0) controller.say(only, 'warning');
  else void desk.open({ kind: 'message', title: 'Before you start', lines });
}
