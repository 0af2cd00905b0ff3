import { readdirSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { SSHConfig } from 'ssh-config';
import { wildcardMatches } from '../net/known-hosts/wildcard.ts';

/** One directive: `hostname`, with its words. Keywords are in lower case. */
export interface SshDirective {
  readonly keyword: string;
  readonly words: readonly string[];
}

/** A `Host` or `Match` line and what stands under it. */
export interface SshSection {
  readonly kind: 'host' | 'match';
  readonly words: readonly string[];
  readonly body: readonly SshLine[];
}

export type SshLine = SshDirective | SshSection;

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
  let parsed: SSHConfig;
  try {
    parsed = SSHConfig.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
  return linesOf(parsed, place);
}

function linesOf(config: SSHConfig, place: Place): SshLine[] {
  return config.flatMap((line): SshLine[] => {
    if (!('param' in line)) return [];
    const keyword = line.param.toLowerCase();
    const words = wordsOf(line.value);
    if (keyword === 'include') return include(words, place);
    if ((keyword === 'host' || keyword === 'match') && 'config' in line) {
      return [{ kind: keyword, words, body: linesOf(line.config, place) }];
    }
    return [{ keyword, words }];
  });
}

function wordsOf(value: string | { val: string }[]): string[] {
  return typeof value === 'string' ? [value] : value.map(({ val }) => val);
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
