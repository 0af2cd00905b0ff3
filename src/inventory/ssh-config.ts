import { join } from 'node:path';
import { wildcardMatches } from '../core/selector/wildcard.ts';
import { readSshConfigFile, type SshLine, type SshSection } from './ssh-config-files.ts';
import { expandTokens, type Person, type SshSettings, settingsOf } from './ssh-config-settings.ts';
import { SshConfigValues } from './ssh-config-values.ts';

/**
 * A person's ssh_config: their own file, then the system's; the first value of each keyword wins. Reading it runs
 * nothing: `Match exec` never applies, nor does `Match final`.
 */
export class SshConfig {
  readonly #person: Person;
  readonly #lines: readonly SshLine[];

  constructor(person: Person, lines: readonly SshLine[]) {
    this.#person = person;
    this.#lines = lines;
  }

  /** Names that stand in `Host` lines without wildcards, for a picker; each once, in order. */
  get names(): readonly string[] {
    return [...new Set(concreteNames(this.#lines))];
  }

  /** The settings for a name as typed; `user` if one was typed with it. */
  settingsFor(name: string, user: string | undefined): SshSettings {
    const values = new SshConfigValues();
    if (user !== undefined) values.add({ keyword: 'user', words: [user], text: user });
    this.#apply(this.#lines, { name, values });
    return settingsOf({ name, values, person: this.#person });
  }

  #apply(lines: readonly SshLine[], query: Query): void {
    for (const line of lines) {
      if ('keyword' in line) query.values.add(line);
      else if (this.#applies(line, query)) this.#apply(line.body, query);
    }
  }

  #applies({ kind, words }: SshSection, { name, values }: Query): boolean {
    if (kind === 'host') return listMatches(words, name);
    if (words.length === 0) return false;
    for (let at = 0; at < words.length; at++) {
      const word = words[at]?.toLowerCase() ?? '';
      const isNegated = word.startsWith('!');
      const criterion = isNegated ? word.slice(1) : word;
      if (criterion === 'all' && !isNegated) continue;
      const text = this.#criterionText(criterion, { name, values });
      // Also what we do not know or will not do: the section is then for somebody else.
      if (text === undefined) return false;
      const patterns = (words[++at] ?? '').split(',');
      if (listMatches(patterns, text) === isNegated) return false;
    }
    return true;
  }

  #criterionText(criterion: string, { name, values }: Query): string | undefined {
    switch (criterion) {
      case 'host':
        return expandTokens(values.first('hostname') ?? name, { h: name });
      case 'originalhost':
        return name;
      case 'user':
        return values.first('user') ?? this.#person.localUser;
      case 'localuser':
        return this.#person.localUser;
      default:
        return undefined;
    }
  }
}

/** Reads the person's `~/.ssh/config` and the system's file; see `SshConfig`. */
export function loadSshConfig(
  person: Person,
  files: readonly string[] = [join(person.home, '.ssh', 'config'), '/etc/ssh/ssh_config'],
): SshConfig {
  return new SshConfig(
    person,
    files.flatMap((file) => readSshConfigFile(file, person.home)),
  );
}

interface Query {
  readonly name: string;
  readonly values: SshConfigValues;
}

function concreteNames(lines: readonly SshLine[]): string[] {
  return lines.flatMap((line) => {
    if ('keyword' in line) return [];
    const own = line.kind === 'host' ? line.words.filter((word) => !/[*?!]/.test(word)) : [];
    return [...own, ...concreteNames(line.body)];
  });
}

/** A pattern list: one must match, and none that is negated. */
function listMatches(patterns: readonly string[], text: string): boolean {
  const isNegatedMatch = patterns.some(
    (one) => one.startsWith('!') && wildcardMatches(one.slice(1), text),
  );
  return !isNegatedMatch && patterns.some((one) => wildcardMatches(one, text));
}
