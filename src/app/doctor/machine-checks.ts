import { statSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../core/package-folder.ts';
import { safe } from '../../core/safe.ts';
import type { Size } from '../../core/size.ts';
import type { ColourDepth } from '../../screen/colour-depth.ts';
import { bad, type Check, note, ok } from './check.ts';

const NODE_FLOOR = [20, 19] as const;

/** Whether this Node is one that the program is made for. */
export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [leastMajor, leastMinor] = NODE_FLOOR;
  const isOldEnough = major > leastMajor || (major === leastMajor && minor >= leastMinor);
  const said = safe(version, 40);
  return isOldEnough
    ? ok('Node', said)
    : bad('Node', `${said}: showrun needs ${leastMajor}.${leastMinor} or newer`);
}

/** What the terminal shows; undefined where there is none. */
export function terminalCheck(
  terminal: { readonly size: Size; readonly depth: ColourDepth } | undefined,
  term: string | undefined,
): Check {
  if (terminal === undefined) return note('terminal', 'none: a script, or a pipe');
  const { size, depth } = terminal;
  const says = `${size.cols} × ${size.rows}, ${COLOURS[depth]}, TERM=${safe(term ?? '', 40)}`;
  if (size.cols < 80 || size.rows < 24) {
    return note('terminal', `${says}: little room, 80 × 24 shows two panes and the REPL`);
  }
  return depth === 'none' || depth === '16'
    ? note('terminal', `${says}: COLORTERM=truecolor if it can show more, or %theme ansi`)
    : ok('terminal', says);
}

const COLOURS: Readonly<Record<ColourDepth, string>> = {
  none: 'no colours',
  '16': '16 colours',
  '256': '256 colours',
  rgb: 'all colours',
};

/** A clock that is wrong makes certificates, logs and one-time passwords wrong. */
export function clockCheck(nowMs: number, builtMs = builtAtMs()): Check {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const now = `${new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')} UTC, zone ${zone}`;
  if (builtMs !== undefined && nowMs < builtMs) {
    return bad('clock', `${now}: that is before this program was installed; set the clock`);
  }
  return ok('clock', now);
}

function builtAtMs(): number | undefined {
  return statSync(join(packageFolder(), 'package.json'), { throwIfNoEntry: false })?.mtimeMs;
}
