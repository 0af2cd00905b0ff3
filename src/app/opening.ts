import { asShowrunError } from '../core/errors.ts';
import type { AppOptions } from './app-options.ts';
import type { Parts } from './parts.ts';

/** Opens what the command line asked for, and tells what was wrong with it and with the files read on the way. */
export function openAtStart({ mode }: AppOptions, parts: Parts): void {
  const wrong: string[] = [];
  const { lab, backstage, panes } = parts;
  for (const host of lab) panes.open(host, undefined);
  const targets =
    mode.targets.length === 0 && mode.inventory !== undefined ? ['all'] : mode.targets;
  for (const target of targets) {
    try {
      for (const host of backstage.hostsNamed(target)) panes.open(host, undefined);
    } catch (thrown) {
      wrong.push(asShowrunError(thrown).line);
    }
  }
  if (mode.targets.length > 0 || mode.inventory !== undefined) panes.focusFirst();
  parts.sayProblems();
  tellProblems(parts, wrong);
}

/** One thing fits the status line; what must not be missed, or is more, stays until it has been read. */
function tellProblems({ desk, controller, problems }: Parts, wrong: readonly string[]): void {
  const lines = [...problems, ...wrong];
  const [only] = lines;
  if (only === undefined) return;
  if (lines.length === 1 && wrong.length === 0) controller.say(only, 'warning');
  else void desk.open({ kind: 'message', title: 'Before you start', lines });
}
