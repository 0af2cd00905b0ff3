import type { Arrival, Hop, LoginPlan, LoginStep, LoginWord } from '../core/arrival.ts';
import { BoundedPattern, isSlowPattern } from '../core/bounded-pattern.ts';
import { safe } from '../core/safe.ts';
import { readName, readYesNo, tooSlow } from './entry-values.ts';
import { readPassword, SECRET_SOURCES } from './secret-source.ts';
import type { YamlReader, YamlValue } from './yaml-reader.ts';

type Fields = ReadonlyMap<string, YamlValue>;

/** The keys of an entry that say what is done on its line. */
export const ARRIVAL_KEYS = ['console', 'wake', 'login', 'then'] as const;

/** What an entry says of that; undefined for nothing. */
export function readArrival(reader: YamlReader, fields: Fields): Arrival | undefined {
  if (ARRIVAL_KEYS.every((key) => fields.get(key) === undefined)) return undefined;
  const isConsole = readYesNo(reader, fields.get('console')) ?? false;
  const hops = readHops(reader, fields.get('then'));
  return {
    isConsole,
    first: {
      wake: readYesNo(reader, fields.get('wake')) ?? false,
      login: readLogin(reader, fields.get('login')) ?? (isConsole ? 'platform' : 'usual'),
    },
    hops,
  };
}

const HOP_KEYS = ['send', 'platform', 'username', 'password', 'wake', 'login'];

/** A list of hops. An item without `send` says more of the hop before it. */
function readHops(reader: YamlReader, value: YamlValue | undefined): readonly Hop[] {
  const hops: Hop[] = [];
  for (const item of reader.items(value, 'a list of {send: …, platform: …}')) {
    const fields = reader.fields(item, HOP_KEYS, `a mapping with ${HOP_KEYS.join(', ')}`);
    const before = fields.has('send') ? NO_HOP : hops.pop();
    if (before === undefined) reader.problem(item, 'the first hop says what to send');
    else hops.push(readHop(reader, fields, before));
  }
  return hops;
}

const NO_HOP: Hop = {
  send: '',
  platform: 'auto',
  username: undefined,
  password: undefined,
  wake: false,
  login: 'platform',
};

function readHop(reader: YamlReader, fields: Fields, before: Hop): Hop {
  const send = readLine(reader, fields.get('send'));
  return {
    send: send ?? before.send,
    platform: reader.text(fields.get('platform'), "a platform's name") ?? before.platform,
    username: readName(reader, fields.get('username'), 'a user name') ?? before.username,
    password: readPassword(reader, fields.get('password')) ?? before.password,
    wake: readYesNo(reader, fields.get('wake')) ?? before.wake,
    login: readLogin(reader, fields.get('login')) ?? before.login,
  };
}

function readLine(reader: YamlReader, value: YamlValue | undefined): string | undefined {
  const line = reader.text(value, 'a line to type');
  if (value === undefined || line === undefined) return undefined;
  if (/\p{Cc}/u.test(line)) reader.problem(value, 'one line only, without control characters');
  else if (line.trim() === '') reader.expected(value, 'a line to type');
  return line;
}

function readLogin(reader: YamlReader, value: YamlValue | undefined): LoginPlan | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const word = reader.scalar(value);
  if (word === 'platform' || word === 'manual') return word;
  const what = 'platform, manual, or a list of {expect: …, send: …}';
  if (word !== undefined) {
    reader.expected(value, what);
    return undefined;
  }
  return reader.items(value, what).flatMap((item) => readStep(reader, item) ?? []);
}

function readStep(reader: YamlReader, item: YamlValue): LoginStep | undefined {
  const known = ['expect', 'send', 'optional'];
  const fields = reader.fields(item, known, `a mapping with ${known.join(', ')}`);
  const expected = fields.get('expect');
  const text = reader.text(expected, 'a pattern');
  if (expected === undefined || text === undefined) {
    reader.problem(item, 'a step of a login says what to expect');
    return undefined;
  }
  const expect = readPattern(reader, expected, text);
  const send = readWord(reader, fields.get('send'));
  if (expect === undefined || send === undefined) return undefined;
  return { expect, send, isOptional: readYesNo(reader, fields.get('optional')) ?? false };
}

function readPattern(reader: YamlReader, value: YamlValue, text: string): RegExp | undefined {
  try {
    const pattern = new BoundedPattern(text, 'i');
    if (isSlowPattern(text, 'i')) reader.problem(value, tooSlow(text));
    return pattern;
  } catch {
    reader.problem(value, `'${safe(text, 60)}' is no regular expression`);
    return undefined;
  }
}

/** A text, `{username}`, `{password}`, or where another secret comes from. Enter is sent behind it. */
function readWord(reader: YamlReader, value: YamlValue | undefined): LoginWord | undefined {
  if (value === undefined || reader.isEmpty(value)) return { kind: 'text', text: '' };
  if (!reader.isMapping(value)) {
    const text = reader.text(value, 'a text, {username}, {password}, or where a secret comes from');
    return text === undefined ? undefined : { kind: 'text', text };
  }
  const known = ['username', 'password', ...SECRET_SOURCES];
  const [name, ...more] = reader
    .fields(value, known, known.map((key) => `{${key}}`).join(', '))
    .keys();
  if (more.length === 0 && (name === 'username' || name === 'password')) return { kind: name };
  const source = readPassword(reader, value);
  return source && { kind: 'secret', source };
}
