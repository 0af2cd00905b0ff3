import type { ConfigResult } from '../../core/config-result.ts';
import { ShowrunError } from '../../core/errors.ts';
import type { Result } from '../../core/result.ts';
import type { Desk } from './desk.ts';
import {
  abortConfig,
  type CommitOptions,
  commitConfig,
  confirmLines,
  saveConfig,
} from './keep-config.ts';
import { needsCommit, type PushOptions, pushConfig, targetOf } from './push-config.ts';

/** What is to become of lines the device took. Nothing, unless asked for. */
export interface KeepOptions {
  /** Where changes have to be committed; elsewhere they count at once. */
  readonly commit?: CommitOptions | undefined;
  readonly save?: boolean | undefined;
}

/**
 * Sends lines and keeps them. What cannot be done on this platform is found out before anything is sent. A refused commit drops
 * the lines; a refused commit or save is a result.
 */
export async function pushAndKeep(
  desk: Desk,
  lines: readonly string[],
  options: PushOptions & { readonly keep: KeepOptions },
): Promise<ConfigResult> {
  const { keep, ...push } = options;
  const isCommitted = needsCommit(desk.platform, targetOf(desk, push));
  refuseHalfDone(desk, { keep, isCommitted });
  let result = await pushConfig(desk, lines, push);
  if (result.outcome === 'refused') return result;
  if (isCommitted && keep.commit !== undefined) {
    const committed = await commitConfig(desk, keep.commit);
    result = keptResult(result, { by: committed, as: commitWord(desk, keep.commit) });
    if (committed.outcome === 'refused') {
      if (desk.platform.config.abort.length === 0) return result;
      await abortConfig(desk);
      return { ...result, state: 'dropped' };
    }
    result = { ...result, state: 'running' };
  }
  const isSaved = desk.platform.config.save.length > 0;
  if (keep.save !== true || !isSaved) return result;
  return keptResult(result, { by: await saveConfig(desk), as: 'saved' });
}

function commitWord({ platform }: Desk, { confirmed }: CommitOptions): string {
  if (confirmed === undefined) return 'committed';
  return `committed for ${confirmed} min unless '${confirmLines(platform).join('; ')}' confirms it`;
}

function keptResult(
  result: ConfigResult,
  { by, as }: { readonly by: Result; readonly as: string },
): ConfigResult {
  const { command, text, outcome, elapsedMs } = by;
  const done = { ...result, elapsedMs: result.elapsedMs + elapsedMs };
  if (outcome === 'ok') return { ...done, kept: [...(result.kept ?? []), as] };
  return { ...done, outcome, keepRefusal: { command, words: text } };
}

/** Lines that wait for a commit nobody makes would lie in wait for the next one who commits. */
function refuseHalfDone(
  { platform, host }: Desk,
  { keep, isCommitted }: { readonly keep: KeepOptions; readonly isCommitted: boolean },
): void {
  const { commit, save } = keep;
  const refuse = (what: string, advice: string): never => {
    const message = `${host} (${platform.title}) ${what}; nothing was sent`;
    throw new ShowrunError('bad-usage', message, { subject: host, advice });
  };
  if (isCommitted && commit === undefined) {
    refuse('takes a configuration with a commit only', 'ask for one: --commit');
  }
  if (!isCommitted && commit?.confirmed !== undefined) {
    refuse('has no commit to be confirmed', 'its lines count at once; leave --confirmed out');
  }
  const { commitComment, commitConfirm } = platform.config;
  if (isCommitted && commit?.comment !== undefined && commitComment.length === 0) {
    refuse('has no commit with a comment', 'leave --comment out');
  }
  if (isCommitted && commit?.confirmed !== undefined && commitConfirm.length === 0) {
    refuse('has no commit to be confirmed', 'leave --confirmed out');
  }
  if (save === true && !isCommitted && platform.config.save.length === 0) {
    refuse('has nothing to save with', 'leave --save out');
  }
}
