import type { ProbeAnswer } from '../../platforms/detect.ts';
import { isCommand } from '../../platforms/detect.ts';
import type { Platform } from '../../platforms/platform.ts';
import type { KnownPlatforms } from '../read/open-recording.ts';
import { hostOf, isPhrase, type KnownHost, promptIn } from './known-prompts.ts';
import { platformBySigns } from './session-signs.ts';

/** The lines of one host's prompts in a sample of a session. */
interface Group {
  readonly host: string;
  weight: number;
  readonly prompts: Map<string, number>;
  readonly commands: { readonly command: string; readonly at: number }[];
  /** Where its first prompt is: what stands before is a greeting. */
  readonly firstAt: number;
}

const MOST_HOSTS = 8;

/**
 * The hosts whose prompts stand in the first lines of a session, and their platforms, by their greetings and by what they answered: nobody can
 * be asked any more. The one the session is mostly about comes first. Empty where nothing looks like prompts with commands.
 */
export function recogniseSession(
  lines: readonly string[],
  platforms: KnownPlatforms,
): readonly KnownHost[] {
  const generic = platforms.find('auto');
  const shell = platforms.lookup('linux') ?? generic;
  const groups = groupsIn(lines, generic);
  const found = groups.length > 0 ? groups : groupsIn(lines, shell);
  return found.slice(0, MOST_HOSTS).map((group) => ({
    host: group.host,
    platform: platformOf(group, { lines, found, platforms }),
    prompts: promptsOf(group),
  }));
}

/** With commands behind them; the weightiest first, without those that are likely to be lines of answers. */
function groupsIn(lines: readonly string[], platform: Platform): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const [at, line] of lines.entries()) {
    const found = NO_PROMPT.test(line) ? undefined : promptIn(platform, line);
    if (found === undefined) continue;
    const { prompt, command } = found;
    const host = hostOf(prompt);
    const group = groups.get(host) ?? newGroup(host, at);
    groups.set(host, group);
    group.weight += weightOf(prompt.text, command);
    group.prompts.set(prompt.text, (group.prompts.get(prompt.text) ?? 0) + 1);
    if (command !== '') group.commands.push({ command, at });
  }
  const able = [...groups.values()]
    .filter(({ commands, weight }) => commands.length > 0 && weight >= LEAST_WEIGHT)
    .sort((a, b) => b.weight - a.weight);
  const ofWords = able.filter((group) => promptsOf(group) === 'words');
  const likely = ofWords.length > 0 ? ofWords : able;
  return likely.filter(({ weight }) => weight >= (likely[0]?.weight ?? 0) / 50);
}

function newGroup(host: string, firstAt: number): Group {
  return { host, weight: 0, prompts: new Map(), commands: [], firstAt };
}

function promptsOf({ prompts }: Group): KnownHost['prompts'] {
  return [...prompts.keys()].every(isPhrase) ? 'phrases' : 'words';
}

/** Junos' place in its configuration, and words of progress. */
const NO_PROMPT = /^\[(?:edit\b|ok\]|done\]|yes|no\b|\d)/i;
const LEAST_WEIGHT = 1;
const WORDS =
  /^(?:do )?(?:sh(?:o|ow)?|dis(?:play)?|conf(?:igure)?|system-view|end|exit|quit|logout|int(?:erface)?|no|ping|tracer(?:oute)?|term(?:inal)?|screen-length|set|get|delete|commit|write|wr|copy|save|ena(?:ble)?|ssh|telnet|clear|debug|undebug|ls|cd|cat|ip|sudo|ps|uname|vtysh|monitor|request|run|file|top|vi|grep|dir|more)\b/;

/** A line with a command everybody knows says more than one that merely has a sign in it. */
function weightOf(prompt: string, command: string): number {
  const byCommand = command === '' ? 1 : WORDS.test(command) ? 3 : 0.7;
  return isPhrase(prompt) ? byCommand * 0.05 : byCommand;
}

const MOST_ANSWER_LINES = 400;
const MOST_COMMANDS = 2_000;

function platformOf(
  group: Group,
  given: {
    readonly lines: readonly string[];
    readonly found: readonly Group[];
    readonly platforms: KnownPlatforms;
  },
): Platform {
  const { lines, found, platforms } = given;
  const [[prompt = ''] = []] = [...group.prompts].sort(byUse);
  const screen = lines.slice(Math.max(0, group.firstAt - 60), group.firstAt + 1).join('\n');
  const evidence = { software: '', banner: '', screen, prompt };
  const step = platforms.nextStep(evidence, answersIn(group, { lines, found, platforms }));
  if (step.kind === 'found') return step.platform;
  const seen = platforms.recognise(evidence);
  return seen ?? platformBySigns(lines, { prompt, platforms }) ?? platforms.find('auto');
}

/** A mode in which nothing is configured is the usual one. */
function byUse([a, countA]: [string, number], [b, countB]: [string, number]): number {
  const isConfig = (prompt: string): number => (/\(conf|^\[/.test(prompt) ? 1 : 0);
  return isConfig(a) - isConfig(b) || countB - countA;
}

/** What it answered to commands some platform would have asked. */
function answersIn(
  { commands }: Group,
  given: {
    readonly lines: readonly string[];
    readonly found: readonly Group[];
    readonly platforms: KnownPlatforms;
  },
): readonly ProbeAnswer[] {
  const { lines, found, platforms } = given;
  const probes = new Set(platforms.all().flatMap((one) => one.probes.map(({ send }) => send)));
  const ends = found.flatMap((group) => group.commands.map(({ at }) => at)).sort((a, b) => a - b);
  return commands
    .slice(0, MOST_COMMANDS)
    .filter(({ command }) => [...probes].some((probe) => isCommand(command, probe)))
    .slice(0, 5)
    .map(({ command, at }) => {
      const next = ends.find((end) => end > at) ?? lines.length;
      const text = lines.slice(at + 1, Math.min(next, at + MOST_ANSWER_LINES)).join('\n');
      const probe = [...probes].find((one) => isCommand(command, one));
      return { command: probe ?? command, text };
    });
}
