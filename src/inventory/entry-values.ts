import { isSlowPattern } from '../core/bounded-pattern.ts';
import { charsetOf } from '../core/charset.ts';
import type { TransportKind } from '../core/host.ts';
import { safe } from '../core/safe.ts';
import { ownPromptOf } from '../platforms/own-prompt.ts';
import { nameProblem } from './host-name.ts';
import type { YamlReader, YamlValue } from './yaml-reader.ts';

/** A name of a host or a user, as `nameProblem` allows them. */
export function readName(
  reader: YamlReader,
  value: YamlValue | undefined,
  what: string,
): string | undefined {
  const name = reader.text(value, what);
  if (name === undefined || value === undefined) return undefined;
  const problem = nameProblem(name);
  if (problem !== undefined) reader.problem(value, `'${safe(name, 60)}' ${problem}`);
  return name;
}

/** A TCP port. */
export function readPort(reader: YamlReader, value: YamlValue | undefined): number | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const port = reader.scalar(value);
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535)
    return port;
  reader.expected(value, 'a number from 1 to 65535');
  return undefined;
}

export function readYesNo(reader: YamlReader, value: YamlValue | undefined): boolean | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const found = reader.scalar(value);
  if (typeof found === 'boolean') return found;
  reader.expected(value, 'true or false');
  return undefined;
}

/** Whether sessions to the host are logged, or the name of their log. */
export function readLog(reader: YamlReader, value: YamlValue | undefined): string | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const found = reader.scalar(value);
  if (typeof found === 'boolean') return found ? 'on' : 'off';
  return reader.text(value, "on, off, or the name of a log such as '%H/%Y-%m-%d.log'");
}

/** What a prompt looks like. */
export function readPrompt(reader: YamlReader, value: YamlValue | undefined): string | undefined {
  const text = reader.text(value, 'a prompt, or a regular expression between slashes');
  if (text === undefined || value === undefined) return undefined;
  if (ownPromptOf(text) === undefined) {
    reader.problem(
      value,
      `'${safe(text, 60)}' is neither a prompt nor a regular expression between slashes`,
    );
  } else if (isSlowPattern(/^\/(.+)\/$/s.exec(text)?.[1] ?? '')) {
    reader.problem(value, tooSlow(text));
  }
  return text;
}

/** What to say of a pattern that could keep everything waiting. */
export function tooSlow(pattern: string): string {
  return `'${safe(pattern, 60)}' takes too long on some texts: repeats within repeats, such as (a+)+, are slow`;
}

/** A character set. */
export function readEncoding(reader: YamlReader, value: YamlValue | undefined): string | undefined {
  const name = reader.text(value, 'a character set');
  if (name === undefined || value === undefined) return undefined;
  if (charsetOf(name) === undefined) {
    const known = 'utf-8, latin-1, gbk, big5, shift_jis, euc-kr and the like';
    reader.problem(value, `'${safe(name, 40)}' is no character set a terminal can use: ${known}`);
  }
  return name;
}

/** A time of at least ten seconds, as `90s`, `5m` or `1h`; in ms. */
export function readTimeSpan(reader: YamlReader, value: YamlValue | undefined): number | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const [, count = '', unit = ''] =
    /^(\d{1,5})\s?([smh])$/.exec(String(reader.scalar(value))) ?? [];
  const ms = Number(count) * (UNITS_MS[unit] ?? 0);
  if (ms >= LEAST_SPAN_MS) return ms;
  reader.expected(value, 'a time of at least 10 s, as 90s, 5m or 1h');
  return undefined;
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
const LEAST_SPAN_MS = 10_000;

export function readTransport(
  reader: YamlReader,
  value: YamlValue | undefined,
): TransportKind | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const transport = reader.scalar(value);
  if (transport === 'ssh' || transport === 'telnet' || transport === 'local') return transport;
  reader.expected(value, 'ssh, telnet or local');
  return undefined;
}

/** The telnet port of `fallback: telnet` or `fallback: telnet:2323`. */
export function readFallback(
  reader: YamlReader,
  value: YamlValue | undefined,
  transport: TransportKind | undefined,
): number | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const words = /^telnet(?::(\d{1,5}))?$/.exec(String(reader.scalar(value)));
  const port = Number(words?.[1] ?? 23);
  if (words === null || port < 1 || port > 65_535) {
    reader.expected(value, 'telnet, or telnet:PORT');
    return undefined;
  }
  if (transport !== undefined && transport !== 'ssh') {
    reader.problem(value, `a fallback is for transport: ssh, not for ${transport}`);
  }
  return port;
}

/** A text for the shell, or a list of words that is run without one. */
export function readCommand(
  reader: YamlReader,
  value: YamlValue | undefined,
  transport: TransportKind | undefined,
): string | readonly string[] | undefined {
  const what = 'a command, or a list of its words';
  const words = reader.texts(value, what);
  if (value === undefined || words === undefined) return undefined;
  const text = reader.scalar(value);
  if (words.length === 0 || words[0]?.trim() === '') reader.expected(value, what);
  else if (transport !== undefined && transport !== 'local') {
    reader.problem(value, `a command is for transport: local, not for ${transport}`);
  }
  return text === undefined ? words : words[0];
}
