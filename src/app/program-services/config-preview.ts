import { asShowrunError } from '../../core/errors.ts';
import { safe } from '../../core/safe.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { modesOf } from '../../platforms/mode-of.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { Platforms } from '../../platforms/platforms.ts';
import type { ConfigPreview } from '../../repl/link/config-requests.ts';
import type { ProgramService } from '../../repl/link/program-requests.ts';
import { configSteps, lineCount } from '../../session/operations/config-steps.ts';
import { needsCommit } from '../../session/operations/push-config.ts';
import type { Session } from '../../session/session.ts';
import type { Sessions } from '../../session/sessions.ts';
import { maybeTextOf, textsOf } from './given.ts';

interface PreviewOptions {
  readonly sessions: Pick<Sessions, 'byName'>;
  readonly inventory: Pick<Inventory, 'find'>;
  readonly platforms: Pick<Platforms, 'find' | 'lookup'>;
}

interface Asked {
  readonly lines: readonly string[];
  readonly mode: string | undefined;
  readonly commits: boolean;
  readonly saves: boolean;
}

/** Tells what hosts would be sent: lines, what is left out, what becomes of it. */
export function configPreviewService(
  options: () => PreviewOptions,
): ProgramService<'config-preview'> {
  return async (given) => {
    const { names, lines, commits, saves } = Object(given);
    const asked = {
      lines: textsOf(lines),
      mode: maybeTextOf(given, 'mode'),
      commits: commits === true,
      saves: saves === true,
    };
    return textsOf(names).map((name) => previewOf(name, asked, options()));
  };
}

function previewOf(name: string, asked: Asked, options: PreviewOptions): ConfigPreview {
  const { sessions, inventory, platforms } = options;
  const session = sessions.byName(name);
  const wanted = inventory.find(name)?.platform ?? 'auto';
  const platform = session?.platform ?? platforms.lookup(wanted) ?? platforms.find('auto');
  const about = {
    host: safe(name, 100),
    platform: safe(platform.name === 'generic' ? 'not known yet' : platform.title, 60),
    now: session === undefined ? 'not open yet' : standing(session),
  };
  const nothing = { ...about, lines: 0, leftOut: [], fate: '' };
  try {
    const steps = configSteps(asked.lines, platform);
    const sent = new Set(
      steps.flatMap(({ number, body }) => [number, ...body.map((_, at) => number + 1 + at)]),
    );
    const leftOut = asked.lines.flatMap((line, at) =>
      line.trim() === '' || sent.has(at + 1) ? [] : [at + 1],
    );
    const [fate, problem] = fateOf(platform, asked);
    return { ...about, lines: lineCount(steps), leftOut, fate, problem };
  } catch (thrown) {
    return { ...nothing, problem: asShowrunError(thrown).line };
  }
}

function standing({ status, mode }: Session): string {
  if (status.status !== 'open') return status.status;
  return mode === undefined ? 'open, no prompt yet' : safe(mode, 40);
}

/** What becomes of the lines; and why that cannot be, or ''. */
function fateOf(platform: Platform, { mode, commits, saves }: Asked): readonly [string, string] {
  if (platform.name === 'generic') return ['as its platform has it', ''];
  const modes = modesOf(platform);
  if (mode !== undefined && !modes.has(mode)) {
    return ['', `${safe(platform.title, 60)} has no mode ${safe(mode, 40)}`];
  }
  const isCommitted = needsCommit(platform, mode ?? 'configuration');
  const { save } = platform.config;
  if (isCommitted && !commits) return ['', 'takes lines with a commit only: --commit'];
  if (saves && !isCommitted && save.length === 0) return ['', 'has nothing to save with'];
  const counts = isCommitted ? 'are committed' : 'count at once';
  if (save.length === 0) return [counts, ''];
  return [`${counts}, ${saves ? 'then saved' : 'not saved'}`, ''];
}
