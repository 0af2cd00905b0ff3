import type { AlgorithmKind } from '../core/host.ts';
import type { SshConfigValues } from './ssh-config-values.ts';

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
  /** As written, tokens and all. */
  readonly proxyCommand: string | undefined;
  /** As written: `+a,b` and the like. */
  readonly algorithms: Readonly<Partial<Record<AlgorithmKind, string>>>;
  readonly serverAliveIntervalS: number | undefined;
  readonly serverAliveCountMax: number | undefined;
  readonly connectTimeoutS: number | undefined;
  readonly setEnv: Readonly<Record<string, string>>;
}

/** Turns the lines that apply to `name` into settings: tokens and `~` expanded, numbers and times read. */
export function settingsOf(request: {
  readonly name: string;
  readonly values: SshConfigValues;
  readonly person: Person;
}): SshSettings {
  const { name, values, person } = request;
  const { home, env, localUser } = person;
  const address = expandTokens(values.first('hostname') ?? name, { h: name });
  const port = portOf(values.first('port'));
  const user = values.first('user');
  const tokens = {
    ...{ d: home, h: address, n: name, u: localUser },
    ...{ p: String(port ?? 22), r: user ?? localUser },
  };
  const path = (word: string) =>
    expandTokens(
      word.replace(/\$\{(\w+)\}/g, (_, variable: string) => env[variable] ?? ''),
      tokens,
    ).replace(/^~(?=\/|$)/, home);
  const proxyCommand = values.text('proxycommand');
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
      .map((hop) => expandTokens(hop.trim(), tokens))
      .filter((hop) => hop !== '' && isNotNone(hop)),
    proxyCommand: proxyCommand !== undefined && isNotNone(proxyCommand) ? proxyCommand : undefined,
    algorithms: algorithmRules(values),
    serverAliveIntervalS: secondsOf(values.first('serveraliveinterval')),
    serverAliveCountMax: countOf(values.first('serveralivecountmax')),
    connectTimeoutS: secondsOf(values.first('connecttimeout')),
    setEnv: variablesOf(values.words('setenv') ?? []),
  };
}

/** Replaces `%h`, `%%` and the other tokens given; unknown ones stay. */
export function expandTokens(text: string, tokens: Readonly<Record<string, string>>): string {
  return text.replace(/%(.)/g, (whole, token: string) =>
    token === '%' ? '%' : Object.hasOwn(tokens, token) ? (tokens[token] ?? whole) : whole,
  );
}

const LIST_KEYWORDS: readonly (readonly [AlgorithmKind, string])[] = [
  ['kex', 'kexalgorithms'],
  ['hostKey', 'hostkeyalgorithms'],
  ['cipher', 'ciphers'],
  ['mac', 'macs'],
  ['pubkey', 'pubkeyacceptedalgorithms'],
];

function algorithmRules(values: SshConfigValues): SshSettings['algorithms'] {
  return Object.fromEntries(
    LIST_KEYWORDS.flatMap(([kind, keyword]) => {
      const rule = values.first(keyword);
      return rule === undefined ? [] : [[kind, rule]];
    }),
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

/** `NAME=value` each; the first of a name counts. */
function variablesOf(words: readonly string[]): Record<string, string> {
  const found = words.flatMap((word): [string, string][] => {
    const equals = word.indexOf('=');
    return equals < 1 ? [] : [[word.slice(0, equals), word.slice(equals + 1)]];
  });
  return Object.fromEntries(found.reverse());
}

function portOf(value: string | undefined): number | undefined {
  const port = countOf(value);
  return port !== undefined && port >= 1 && port <= 65_535 ? port : undefined;
}

function countOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  ...{ s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 },
};

/** sshd_config(5)'s time formats: `90`, `1m30`, `2h`. */
function secondsOf(value: string | undefined): number | undefined {
  if (value === undefined || !/^(\d{1,9}[smhdw]?)+$/i.test(value)) return undefined;
  return [...value.toLowerCase().matchAll(/(\d+)([smhdw]?)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_SECONDS[unit ?? ''] ?? 1),
    0,
  );
}

function isNotNone(word: string): boolean {
  return word.toLowerCase() !== 'none';
}

function isYes(word: string | undefined): boolean {
  return word?.toLowerCase() === 'yes' || word?.toLowerCase() === 'true';
}
