import type { Fleet } from '../fleet/fleet.ts';
import { help } from '../help/help.ts';
import { HelpText } from '../help/help-text.ts';
import type { Magics } from './magics.ts';
import type { Stage } from './stage.ts';
import type { Stages } from './stages.ts';

export interface Question {
  /** As typed: a value's name, `%magic`, `@selector`, a stage's name. */
  readonly name: string;
  /** Reads the value where it is asked for; undefined for what is no value. */
  readonly read: (() => unknown) | undefined;
  /** `name??` */
  readonly isDetailed: boolean;
}

interface Known {
  readonly fleet: Fleet;
  readonly stages: Stages;
  readonly magics: Magics;
}

/** What `name?` shows. A value wins over a stage of the same name. Rejects for a magic there is none of, and a wrong selector. */
export async function helpOn(
  known: Known,
  { name, read, isDetailed }: Question,
): Promise<HelpText> {
  const { fleet, stages, magics } = known;
  if (name.startsWith('%')) return definitionHelp(await magics.find(name.replace(/^%+/, '')));
  if (name.startsWith('@')) return hostsHelp(name, fleet);
  const found = read && readNow(read);
  const stage = stages.get(name);
  if (stage !== undefined && found === undefined) return definitionHelp(stage);
  const told = help(name, read ?? (() => undefined));
  const source = isDetailed && found ? sourceOf(found.value) : undefined;
  return source === undefined ? told : new HelpText(`${told.text}\n\n${source}`);
}

function hostsHelp(name: string, fleet: Fleet): HelpText {
  const members = [...fleet.pick(name.slice(1) || 'all')];
  const lines = members.map((host) => `  ${host.name}  ${host.platform}  ${host.address}`);
  return new HelpText(
    [`${name}: ${members.length} ${members.length === 1 ? 'host' : 'hosts'}`, ...lines].join('\n'),
  );
}

function readNow(read: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: read() };
  } catch {
    return undefined;
  }
}

/** What a function of a person's says; of ours and of Node's it would help nobody. */
function sourceOf(value: unknown): string | undefined {
  if (typeof value !== 'function') return undefined;
  const source = Function.prototype.toString.call(value);
  return /\{\s*\[native code\]\s*\}$/.test(source) ? undefined : source;
}

function definitionHelp(definition: Pick<Stage, 'usage' | 'summary' | 'examples'>): HelpText {
  const { usage, summary, examples } = definition;
  return new HelpText([`${usage}   ${summary}`, ...examples.map((line) => `  ${line}`)].join('\n'));
}
