import { changeInterface, type DeviceConfig } from '../model/config.ts';
import { isConfiguring, type Mode, type Place } from './mode.ts';
import { parseLine } from './parse-line.ts';

/** What came of a configuration text; `line` counts from 1. */
export type AppliedConfig =
  | { readonly kind: 'applied'; readonly config: DeviceConfig }
  | {
      readonly kind: 'refused';
      readonly line: number;
      readonly text: string;
      readonly why: string;
    };

/** Types a configuration text into a configuration, as a booting device does with its startup configuration. */
export function applyConfigText(base: DeviceConfig, text: string): AppliedConfig {
  const lines = text.split('\n');
  let config = base;
  let place: Place = { mode: 'config' };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const banner = /^\s*banner motd\s+(\^C|\S)(.*)$/.exec(line);
    if (banner) {
      const { motd, end } = readBanner(lines, index, banner[1] ?? '#');
      config = { ...config, motd };
      index = end;
      continue;
    }
    const applied = applyLine(config, line, place);
    if (typeof applied === 'string') {
      return { kind: 'refused', line: index + 1, text: line.trim(), why: applied };
    }
    ({ config, place } = applied);
  }
  return { kind: 'applied', config };
}

function applyLine(
  config: DeviceConfig,
  line: string,
  place: Place,
): { readonly config: DeviceConfig; readonly place: Place } | string {
  const surroundings = { interfaces: config.interfaces.map((one) => one.name) };
  const parsed = parseLine(line, place, surroundings);
  switch (parsed.kind) {
    case 'empty':
      return { config, place };
    case 'incomplete':
      return 'the command is incomplete';
    case 'ambiguous':
      return 'the command is ambiguous';
    case 'invalid':
      return `nothing known starts with '${line.slice(parsed.column).split(' ')[0]}'`;
    case 'command':
      break;
  }
  if (!('configure' in parsed.command)) return { config, place: { mode: 'config' } };
  const here = placeOf(parsed.mode);
  const changed = parsed.command.configure(config, parsed.args, here);
  if (changed.note !== undefined && !changed.config) return changed.note.trim();
  const next = changed.place ?? here;
  return { config: wake(changed.config ?? config, changed.place), place: next };
}

/** In a configuration text an interface is up unless it says `shutdown`: there is no line for being up. */
function wake(config: DeviceConfig, entered: Place | undefined): DeviceConfig {
  if (entered?.mode !== 'interface') return config;
  return changeInterface(config, entered.interface, { isShutdown: false });
}

function placeOf(mode: Mode): Place {
  return isConfiguring(mode) ? mode : { mode: 'config' };
}

/** A banner runs from its first delimiter to the next one, over as many lines as it likes. */
function readBanner(
  lines: readonly string[],
  start: number,
  delimiter: string,
): { readonly motd: string; readonly end: number } {
  const first = lines[start] ?? '';
  const body = [
    first.slice(first.indexOf(delimiter) + delimiter.length),
    ...lines.slice(start + 1),
  ];
  const end = body.findIndex((line) => line.includes(delimiter));
  const last = end < 0 ? body.length - 1 : end;
  const kept = body.slice(0, last + 1);
  kept[last] = (kept[last] ?? '').split(delimiter)[0] ?? '';
  return { motd: kept.join('\n').replace(/^\n|\n$/g, ''), end: start + last };
}
