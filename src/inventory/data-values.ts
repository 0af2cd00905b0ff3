import type { HostData, HostDatum } from '../core/host-data.ts';
import { safe } from '../core/safe.ts';
import type { YamlReader, YamlValue } from './yaml-reader.ts';

const KEY = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
/** Cells see the data; a secret kept there would be in every one of them. */
const SECRET = /^(?:pass(?:w(?:or)?d|phrase)?|secret|token|enable_?password)$/i;
const MAX_DEPTH = 6;

/** Facts of a selector's filter that a key of the person's own would hide. */
const TAKEN = new Set(['name', 'group', 'groups', 'platform', 'address', 'transport', 'all']);

/** `data:` a mapping of words to texts, numbers, yes or no, lists and mappings of these. */
export function readData(reader: YamlReader, value: YamlValue | undefined): HostData | undefined {
  if (value === undefined || reader.isEmpty(value)) return undefined;
  const data: Record<string, HostDatum> = {};
  for (const { key, name, value: inner } of reader.entries(value, 'a mapping such as site: lab')) {
    if (TAKEN.has(name)) {
      reader.problem(
        key,
        `'${safe(name, 60)}' is what every host has already: choose another name`,
      );
    }
    const datum = readEntryOf(reader, { key, name, value: inner }, 1);
    if (datum !== undefined) data[name] = datum;
  }
  return data;
}

function readEntryOf(
  reader: YamlReader,
  { key, name, value }: ReturnType<YamlReader['entries']>[number],
  depth: number,
): HostDatum | undefined {
  if (SECRET.test(name)) {
    const where = 'password: and secret: say where one comes from';
    reader.problem(key, `'${safe(name, 60)}': no secrets here, scripts see it; ${where}`);
    return undefined;
  }
  if (KEY.test(name)) return readDatum(reader, value, depth);
  reader.problem(key, `the key '${safe(name, 60)}' is not one word of letters, digits, _ and -`);
  return undefined;
}

function readDatum(reader: YamlReader, value: YamlValue, depth: number): HostDatum | undefined {
  if (reader.isEmpty(value)) return null;
  if (depth > MAX_DEPTH) {
    reader.problem(value, 'is nested too deeply');
    return undefined;
  }
  if (reader.isMapping(value)) {
    const inner: Record<string, HostDatum> = {};
    for (const entry of reader.entries(value, 'a mapping')) {
      const datum = readEntryOf(reader, entry, depth + 1);
      if (datum !== undefined) inner[entry.name] = datum;
    }
    return inner;
  }
  const scalar = reader.scalar(value);
  if (typeof scalar === 'string' || typeof scalar === 'boolean') return scalar;
  if (typeof scalar === 'number' || typeof scalar === 'bigint') return Number(scalar);
  return reader
    .items(value, 'a text, a number, true, false, a list or a mapping')
    .flatMap((item) => readDatum(reader, item, depth + 1) ?? []);
}
