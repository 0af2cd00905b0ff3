#!/usr/bin/env node
import { parseCommandLine } from './cli/args.ts';
import { asShowrunError, ShowrunError } from './core/errors.ts';
import { safeLines } from './core/safe.ts';

/** A message may name what was typed; what was typed may be long. */
const MAX_MESSAGE = 4_000;

// Whatever we write, and whatever cells write, is for the person alone.
process.umask(0o077);
process.stdout.on('error', noteLostOutput);
const code = await main(process.argv.slice(2));
process.exitCode ??= code;

/** Runs one command line; gives the exit code (0 all well, 1 a host failed, 2 wrong usage, 3 could not connect). */
async function main(argv: readonly string[]): Promise<number> {
  try {
    const mode = parseCommandLine(argv);
    switch (mode.mode) {
      case 'tui':
        return await (await import('./cli/tui.ts')).runTui(mode);
      case 'run':
        return await (await import('./cli/run.ts')).runOnHosts(mode);
      case 'script':
        return await (await import('./cli/script/script.ts')).runScript(mode);
      case 'snapshot':
        return await (await import('./cli/compare/snapshot.ts')).runSnapshot(mode);
      case 'diff':
        return await (await import('./cli/compare/diff.ts')).printDiff(mode);
      case 'replay':
        return await (await import('./cli/recordings/replay.ts')).runReplay(mode);
      case 'recordings':
        return await (await import('./cli/recordings/recordings.ts')).manageRecordings(mode);
      case 'audit':
        return await (await import('./cli/recordings/audit.ts')).printAudit(mode);
      case 'history':
        return await (await import('./cli/recordings/history.ts')).searchHistory(mode);
      case 'export':
        return await (await import('./cli/recordings/export.ts')).exportRecording(mode);
      case 'lab':
        return await (await import('./cli/lab.ts')).runLab(mode);
      case 'lab-list':
        return (await import('./cli/lab.ts')).printTopologies();
      case 'platforms':
        return (await import('./cli/platforms.ts')).printPlatforms(mode.platform);
      case 'remembered':
        return (await import('./cli/remembered.ts')).printRemembered();
      case 'forget':
        return await (await import('./cli/remembered.ts')).forgetHost(mode.host);
      case 'parse':
        return await (await import('./cli/parse.ts')).printParsed(mode);
      case 'parse-jsonl':
        return await (await import('./cli/parse-lines.ts')).parseLines(mode);
      case 'parsers':
        return await (await import('./cli/parsers.ts')).printParsers(mode.platform);
      case 'vault':
        return await (await import('./cli/vault.ts')).runVault(mode);
      case 'help':
        process.stdout.write((await import('./cli/help.ts')).helpText());
        return 0;
      case 'version':
        process.stdout.write(`${(await import('./cli/version.ts')).version()}\n`);
        return 0;
    }
  } catch (thrown) {
    const error = asShowrunError(thrown);
    process.stderr.write(`showrun: ${safeLines(error.line, MAX_MESSAGE)}\n`);
    if (thrown instanceof ShowrunError) return 2;
    process.stderr.write(`${safeLines(thrown instanceof Error ? (thrown.stack ?? '') : '')}\n`);
    return 70;
  }
}

/** A reader may leave early, as head(1) does: no fault. A full disk is one. A terminal that is gone is seen elsewhere. */
function noteLostOutput({ code = '' }: NodeJS.ErrnoException): void {
  if (code === 'EIO') return;
  process.exitCode = code === 'EPIPE' ? 141 : 74;
  if (code !== 'EPIPE') process.stderr.write(`showrun: the output cannot be written (${code})\n`);
}
