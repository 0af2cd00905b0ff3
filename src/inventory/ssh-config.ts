import { join } from 'node:path';
import { wildcardMatches } from '../net/known-hosts/wildcard.ts';
import type { SshLine, SshSection } from './ssh-config-files.ts';
import { readSshConfigFile } from './ssh-config-files.ts';

/** Where a person's files and names are; given from outside, so that tests have a home of their own. */
export interface Person {
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The local user's name. */
  readonly localUser: string;
}

/** What ssh_config says about one host, as far as it concerns us. Absent is undefined. */
export interface SshSettings {
  readonly address: string;
  readonly port: number | undefined;
  readonly user: string | undefined;
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** A socket's path, or `none`. */
  readonly identityAgent: string | undefined;
  readonly hostKeyAlias: string | undefined;
  readonly userKnownHostsFiles: readonly string[] | undefined;
  readonly globalKnownHostsFiles: readonly string[] | undefined;
  readonly hashKnownHosts: boolean;
  readonly strictHostKeyChecking: string | undefined;
  /** Hops, nearest first, as written: `[user@]host[:port]`. */
  readonly proxyJump: readonly string[];
}

/**
 * A person's ssh_config: their own file, then the system's; the first value of each keyword wins. The package reads the
 * grammar; which sections apply is decided here, because its own answer can run commands (`Match exec`, nslookup).
 * `Match exec` and `Match final` never apply.
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
    const values = new Values();
    if (user !== undefined) values.add('user', [user]);
    this.#apply(this.#lines, { name, values });
    return this.#settings(name, values);
  }

  #apply(lines: readonly SshLine[], query: Query): void {
    for (const line of lines) {
      if ('keyword' in line) query.values.add(line.keyword, line.words);
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
        return expand(values.first('hostname') ?? name, { h: name });
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

  #settings(name: string, values: Values): SshSettings {
    const { home, env, localUser } = this.#person;
    const address = expand(values.first('hostname') ?? name, { h: name });
    const port = portOf(values.first('port'));
    const user = values.first('user');
    const tokens = {
      ...{ d: home, h: address, n: name, u: localUser },
      ...{ p: String(port ?? 22), r: user ?? localUser },
    };
    const path = (word: string) =>
      expand(
        word.replace(/\$\{(\w+)\}/g, (_, variable: string) => env[variable] ?? ''),
        tokens,
      ).replace(/^~(?=\/|$)/, home);
    return {
      address,
      port,
      user,
      identityFiles: values.every('identityfile').filter(isNotNone).map(path),
      identitiesOnly: isYes(values.first('identitiesonly')),
      identityAgent: agentPath(values.first('identityagent'), env, path),
      hostKeyAlias: values.first('hostkeyalias'),
      userKnownHostsFiles: values.words('userknownhostsfile')?.filter(isNotNone).map(path),
      globalKnownHostsFiles: values.words('globalknownhostsfile')?.filter(isNotNone).map(path),
      hashKnownHosts: isYes(values.first('hashknownhosts')),
      strictHostKeyChecking: values.first('stricthostkeychecking')?.toLowerCase(),
      proxyJump: (values.first('proxyjump') ?? '')
        .split(',')
        .map((hop) => expand(hop.trim(), tokens))
        .filter((hop) => hop !== '' && isNotNone(hop)),
    };
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
  readonly values: Values;
}

/** Values by keyword in the order they were met. */
class Values {
  readonly #found = new Map<string, (readonly string[])[]>();

  add(keyword: string, words: readonly string[]): void {
    const earlier = this.#found.get(keyword);
    if (earlier) earlier.push(words);
    else this.#found.set(keyword, [words]);
  }

  first(keyword: string): string | undefined {
    return this.words(keyword)?.[0];
  }

  words(keyword: string): readonly string[] | undefined {
    return this.#found.get(keyword)?.[0];
  }

  /** For keywords that add up. */
  every(keyword: string): string[] {
    return (this.#found.get(keyword) ?? []).flatMap((words) => words.slice(0, 1));
  }
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

/** Replaces `%h`, `%%` and the other tokens given; unknown ones stay. */
function expand(text: string, tokens: Readonly<Record<string, string>>): string {
  return text.replace(/%(.)/g, (whole, token: string) =>
    token === '%' ? '%' : Object.hasOwn(tokens, token) ? (tokens[token] ?? whole) : whole,
  );
}

function agentPath(
  value: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  path: (word: string) => string,
): string | undefined {
  if (value === undefined || value === 'SSH_AUTH_SOCK') return undefined;
  if (!isNotNone(value)) return 'none';
  const variable = /^\$(\w+)$/.exec(value)?.[1];
  return variable === undefined ? path(value) : (env[variable] ?? 'none');
}

function portOf(value: string | undefined): number | undefined {
  const port = Number(value);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}

function isNotNone(word: string): boolean {
  return word.toLowerCase() !== 'none';
}

function isYes(word: string | undefined): boolean {
  return word?.toLowerCase() === 'yes' || word?.toLowerCase() === 'true';
}
