import type { RunContext } from './command.ts';
import { applyFilter } from './filter.ts';
import type { Place } from './mode.ts';
import { isConfiguring, type Mode, promptOf } from './mode.ts';
import { type ParsedLine, parseLine } from './parse-line.ts';

/**
 * Does what a typed line says. Text that may be long goes to `page`. Gives a promise only when the command takes time, so that
 * pasted lines are executed at once.
 */
export function executeLine(
  line: string,
  context: RunContext,
  page: (text: string) => Promise<void> | undefined,
): Promise<void> | undefined {
  const { device, network, terminal } = context;
  const surroundings = { interfaces: device.config.interfaces.map((one) => one.name) };
  const parsed = parseLine(line, terminal.mode, surroundings);
  if (parsed.kind === 'empty') return undefined;
  if (parsed.kind !== 'command') {
    terminal.write(refusal(line, parsed, promptOf(device.config.hostname, terminal.mode)));
    return undefined;
  }
  const { command, args } = parsed;
  if ('show' in command) {
    const text = command.show(context, args);
    const shown = parsed.filter ? applyFilter(text, parsed.filter) : text;
    return shown === '' ? undefined : page(shown);
  }
  if ('run' in command) return command.run(context, args) ?? undefined;
  if ('configure' in command) {
    const place = placeFor(parsed.mode);
    const { config, place: next, note } = command.configure(device.config, args, place);
    terminal.mode = next ?? place;
    if (note !== undefined) terminal.write(`${note}\n`);
    if (config) network.configure(device, () => config);
  }
  return undefined;
}

/** The words of a refusal, as IOS puts them; the mark stands under the first word not understood. */
export function refusal(
  line: string,
  parsed: Exclude<ParsedLine, { kind: 'command' | 'empty' }>,
  prompt: string,
): string {
  switch (parsed.kind) {
    case 'incomplete':
      return '% Incomplete command.\n\n';
    case 'ambiguous':
      return `% Ambiguous command:  "${line}"\n`;
    case 'invalid':
      return `${' '.repeat(prompt.length + parsed.column)}^\n% Invalid input detected at '^' marker.\n\n`;
  }
}

function placeFor(mode: Mode): Place {
  return isConfiguring(mode) ? mode : { mode: 'config' };
}
