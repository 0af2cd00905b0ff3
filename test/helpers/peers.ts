import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';

/**
 * `describe` for tests that need a real program: OpenSSH's sshd, FRR, vim.
 *
 *     peer('vim', missingCommand('vim'))('vim in a pane', () => { … });
 *
 * Where the peer is missing its tests are skipped, and the end of the run says which and why; in CI (`CI` is set) they
 * fail instead.
 *
 * @param reasonMissing what is missing and how to get it; undefined when the peer is here.
 */
export function peer(
  name: string,
  reasonMissing: string | undefined,
): (suite: string, body: () => void) => void {
  if (reasonMissing === undefined) return (suite, body) => describe(suite, body);
  if (!process.env['CI']) {
    return (suite, body) => describe.skip(`${suite}${SKIPPED}${reasonMissing})`, body);
  }
  return (suite) =>
    describe(suite, () => {
      it(`has ${name}`, () => {
        throw new Error(`CI must have every peer, but ${name} is missing: ${reasonMissing}`);
      });
    });
}

/** What the titles of skipped suites say before the reason; the reporter looks for it. */
export const SKIPPED = ' (skipped: ';

/** Why a command cannot be run, or undefined. `debianPackage` is where it comes from, if not of the same name. */
export function missingCommand(command: string, debianPackage = command): string | undefined {
  const isHere = commandFolders().some((folder) => isExecutable(join(folder, command)));
  return isHere ? undefined : `${command} is not installed (apt-get install ${debianPackage})`;
}

/** The first of several reasons, for peers made of several commands. */
export function firstMissing(...reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined);
}

// Debian keeps sshd and ip where the path of ordinary people does not look.
function commandFolders(): string[] {
  return [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/lib/frr'];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
