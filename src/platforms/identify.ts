import {
  detectPlatform,
  type Evidence,
  GENERIC,
  isCommand,
  type ProbeAnswer,
  scoreOf,
} from './detect.ts';
import { modeOf } from './mode-of.ts';
import type { Platform } from './platform.ts';

/** What to do next to learn a device's platform. */
export type NextStep =
  | { readonly kind: 'found'; readonly platform: Platform }
  /** A command some platform file calls harmless, for the prompt in the evidence. */
  | { readonly kind: 'ask'; readonly command: string }
  | { readonly kind: 'give up' };

/** A device is asked no more than this. */
const MAX_PROBES = 3;

/**
 * What a device's signs and its answers so far come to. Only those platforms are thought of whose prompts look like the
 * one it shows; of their probes the one that may settle most is asked next. Nothing is asked at what may be the prompt
 * of a configuration.
 */
export function nextStep(
  platforms: readonly Platform[],
  evidence: Evidence,
  answers: readonly ProbeAnswer[],
): NextStep {
  const able = platforms.filter((platform) => modeOf(platform, evidence.prompt) !== undefined);
  const answered = answers.filter(({ text }) => !isRefused(text, able));
  const { name } = detectPlatform(able, evidence, answered);
  const found = able.find((platform) => platform.name === name);
  if (found !== undefined && name !== GENERIC) return { kind: 'found', platform: found };
  if (answers.length >= MAX_PROBES) return { kind: 'give up' };
  // What ends so is mostly a shell's, and only who knows it as a shell may ask it.
  const isShell = /[$%] ?$/.test(evidence.prompt);
  const askers = able.filter(
    (platform) => !isShell || modeOf(platform, evidence.prompt)?.mode === 'shell',
  );
  const command = isAskable(platforms, evidence) ? bestProbe(askers, evidence, answers) : undefined;
  return command === undefined ? { kind: 'give up' } : { kind: 'ask', command };
}

/** A platform that is believed needs a strong sign of another family to be doubted. */
const DOUBT = 90;

/** Whether a device believed to be of a platform shows itself to be something else. */
export function isContradicted(
  platforms: readonly Platform[],
  platform: Platform,
  evidence: Evidence,
): boolean {
  const { name, score } = detectPlatform(platforms, evidence);
  const other = platforms.find((one) => one.name === name);
  return other !== undefined && score >= DOUBT && familyOf(other) !== familyOf(platform);
}

/** The platform all variants of an OS extend in the end. */
function familyOf({ name, parents = [] }: Platform): string {
  return parents.at(-1) ?? name;
}

/** What a person has run himself and a probe would ask: the answer stands on the screen. */
export function answersOnScreen(
  platforms: readonly Platform[],
  { screen, prompt }: Evidence,
): readonly ProbeAnswer[] {
  if (prompt.trim() === '') return [];
  const lines = screen.split('\n');
  const at = lines.findLastIndex((line) => line.length > prompt.length && line.startsWith(prompt));
  if (at < 0) return [];
  const command = (lines[at] ?? '').slice(prompt.length).trim();
  const isProbe = platforms.some(({ probes }) =>
    probes.some(({ send }) => isCommand(command, send)),
  );
  return isProbe ? [{ command, text: lines.slice(at + 1).join('\n') }] : [];
}

/** The probe that speaks for most candidates; those that some sign speaks for count more. */
function bestProbe(
  able: readonly Platform[],
  evidence: Evidence,
  answers: readonly ProbeAnswer[],
): string | undefined {
  const asked = new Set(answers.map(({ command }) => command));
  const worth = new Map<string, number>();
  for (const platform of able) {
    const weight = 1 + scoreOf(platform, evidence) / 5;
    for (const send of new Set(platform.probes.map((probe) => probe.send))) {
      if (!asked.has(send)) worth.set(send, (worth.get(send) ?? 0) + weight);
    }
  }
  const [best] = [...worth].sort(([, a], [, b]) => b - a);
  return best?.[0];
}

/** Modes in which a line may change the device, or leads nowhere. */
const TOUCHY = /config|exclusive|private|session|rommon|monitor|menu|diagnose/;

/** Boot loaders, and programs a device or a person may have started. */
const NO_DEVICE =
  /^\(?(?:u-?boot|loader|grub|boot|monitor|rommon|cfe|uefi|bios|diag|debug|recovery|s?ftp|lftp|telnet|mysql|mariadb|sqlite|psql|redis|gdb|node|irb)\b.{0,40}[>#:] ?$/i;

/** Whether the prompt is one to ask at: not of a configuration, nor of a boot monitor, for those it most speaks for. */
function isAskable(platforms: readonly Platform[], evidence: Evidence): boolean {
  const seen = platforms.flatMap((platform) => {
    const mode = modeOf(platform, evidence.prompt)?.mode;
    return mode === undefined ? [] : [{ mode, score: scoreOf(platform, evidence) }];
  });
  const most = Math.max(0, ...seen.map(({ score }) => score));
  const likely = seen.filter(({ score }) => score === most);
  if (NO_DEVICE.test(evidence.prompt)) return false;
  return likely.length > 0 && !likely.some(({ mode }) => TOUCHY.test(mode));
}

/** A device that does not know the command has said nothing of itself. */
const REFUSAL =
  /^\s{0,80}(?:[%^]|.{0,40}(?:invalid (?:input|command)|syntax error|unrecogni[sz]ed command|unknown command|ambiguous command|incomplete command|bad command|command not found))/i;

function isRefused(text: string, able: readonly Platform[]): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  if (REFUSAL.test(first.slice(0, 300))) return true;
  return able.some(({ refusals }) => refusals.some((pattern) => pattern.test(first)));
}
