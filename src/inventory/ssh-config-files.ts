import { readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { wildcardMatches } from '../core/selector/wildcard.ts';
import { parseConfigLine, type SshConfigLine } from './ssh-config-line.ts';

/** A `Host` or `Match` line and what stands under it. */
export interface SshSection {
  readonly kind: 'host' | 'match';
  readonly words: readonly string[];
  readonly body: readonly SshLine[];
}

export type SshLine = SshConfigLine | SshSection;

const MAX_INCLUDE_DEPTH = 16;

/**
 * Reads an ssh_config file with everything it includes, in place. Files that are not there or cannot be read count as
 * empty, as in ssh(1); nothing in them is run.
 */
export function readSshConfigFile(file: string, home: string): SshLine[] {
  return readFile(file, { home, base: dirname(file), depth: 0 });
}

interface Place {
  readonly home: string;
  /** Relative includes start here: `~/.ssh` or `/etc/ssh`. */
  readonly base: string;
  readonly depth: number;
}

function readFile(file: string, place: Place): SshLine[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return linesOf(text, place);
}

function linesOf(text: string, place: Place): SshLine[] {
  const top: SshLine[] = [];
  // A section goes on until the next one or the end of its own file, includes or not.
  let current = top;
  for (const line of text.split('\n')) {
    const parsed = parseConfigLine(line);
    if (!parsed) continue;
    const { keyword, words } = parsed;
    if (keyword === 'host' || keyword === 'match') {
      current = [];
      const criteria = keyword === 'match' ? words.flatMap(splitCriterion) : words;
      top.push({ kind: keyword, words: criteria, body: current });
    } else if (keyword === 'include') current.push(...include(words, place));
    else current.push(parsed);
  }
  return top;
}

/** `Match host=r1` is `Match host r1`. */
function splitCriterion(word: string): string[] {
  const [, criterion, value] = /^(!?[a-z]+)=(.*)$/is.exec(word) ?? [];
  return criterion === undefined || value === undefined ? [word] : [criterion, value];
}

function include(patterns: readonly string[], place: Place): SshLine[] {
  if (place.depth >= MAX_INCLUDE_DEPTH) return [];
  const deeper = { ...place, depth: place.depth + 1 };
  return patterns
    .flatMap((pattern) => filesMatching(absolute(pattern, place)))
    .flatMap((file) => readFile(file, deeper));
}

function absolute(pattern: string, { home, base }: Place): string {
  if (pattern.startsWith('~/')) return join(home, pattern.slice(2));
  return isAbsolute(pattern) ? pattern : join(base, pattern);
}

/** Files whose path matches a shell pattern, in order of their names. */
function filesMatching(pattern: string): string[] {
  let found = ['/'];
  for (const part of pattern.split('/').filter((one) => one !== '')) {
    found = /[*?]/.test(part)
      ? found.flatMap((folder) => entriesMatching(folder, part))
      : found.map((folder) => join(folder, part));
  }
  return found;
}

function entriesMatching(folder: string, pattern: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => wildcardMatches(pattern, name))
      .filter((name) => !name.startsWith('.') || pattern.startsWith('.'))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    // Not there, or not for us: nothing is included.
    return [];
  }
}
