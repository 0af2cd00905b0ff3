import { inspect, types } from 'node:util';
import { safe } from '../../core/safe.ts';
import { type Magic, MagicError } from '../kernel/magic.ts';
import { tableOfRows } from '../magic-parts/table-of-rows.ts';
import { HostError } from '../values/host-error.ts';
import { isPending } from '../values/pending.ts';
import { Result } from '../values/result.ts';
import { Results } from '../values/results.ts';
import { TableValue } from '../values/table-value.ts';

const who: Magic = {
  usage: '%who [NAME…]',
  summary: 'the names you have made, with what they hold',
  examples: ['%who', '%who before after'],
  complete: (_, { names }) => [...names.keys()],
  run({ words }, { names, print }) {
    const unknown = words.find((word) => !names.has(word));
    if (unknown !== undefined) throw new MagicError(`you have made no name '${unknown}'`);
    const chosen = [...names].filter(([name]) => words.length === 0 || words.includes(name));
    if (chosen.length === 0) {
      print('no names yet: x = @all show version makes one');
      return undefined;
    }
    const rows = chosen.map(([name, value]) => ({ name: safe(name, 60), ...describe(value) }));
    return tableOfRows(['name', 'type', 'value'], rows);
  },
};

export default who;

const SHORT = 60;

/** What a value is, in a few words. Runs no getter and no method of a person's. */
function describe(value: unknown): { readonly type: string; readonly value: string } {
  if (isPending(value)) return { type: 'pending', value: 'not here yet: await it' };
  if (value instanceof Results) {
    const { length, failed } = value;
    const lost = failed.length === 0 ? '' : `, ${failed.length} failed`;
    return { type: 'Results', value: `${length} answers${lost}` };
  }
  if (value instanceof Result)
    return { type: 'Result', value: shortly(`${value.host}: ${value.command}`) };
  if (value instanceof HostError) return { type: 'HostError', value: shortly(value.message) };
  if (value instanceof TableValue) {
    return { type: 'table', value: `${value.length} rows: ${shortly(value.columns.join(' '))}` };
  }
  if (Array.isArray(value)) return { type: 'array', value: `${value.length} long` };
  if (value instanceof Map || value instanceof Set) {
    return { type: value instanceof Map ? 'Map' : 'Set', value: `${value.size} in it` };
  }
  if (typeof value === 'function') return { type: 'function', value: '' };
  if (typeof value !== 'object' || value === null) {
    return { type: value === null ? 'null' : typeof value, value: shortly(plain(value)) };
  }
  if (types.isProxy(value)) return { type: 'Proxy', value: '' };
  return { type: 'object', value: shortly(Object.keys(value).join(' ')) };
}

function plain(value: unknown): string {
  return typeof value === 'string' ? inspect(value.slice(0, SHORT + 1)) : String(value);
}

function shortly(text: string): string {
  return safe(text.replace(/\s+/g, ' '), SHORT);
}
