import type { DetectMark, Platform } from './platform.ts';

/** The platform of a device about which nothing is known. */
export const GENERIC = 'generic';

/** What is known of a device without asking it anything. */
export interface Evidence {
  /** The SSH server's identification; '' if unknown. */
  readonly software: string;
  /** Shown before login. */
  readonly banner: string;
  /** Shown after login, up to the prompt. */
  readonly screen: string;
  /** The line the cursor is on, trailing blanks kept. */
  readonly prompt: string;
}

export interface Detection {
  readonly name: string;
  /** 0 to 100; 0 for the generic platform. */
  readonly score: number;
}

/** What must be reached for a platform to be believed. */
const SURE = 50;
/** Only so much of what a device shows is looked at. */
const MAX_TEXT = 20_000;

/** What a device answered to a probe. */
export interface ProbeAnswer {
  /** A probe's command, or what a person typed of it. */
  readonly command: string;
  readonly text: string;
}

/**
 * Which platform a device has, by what it shows of itself and has answered: the best sign of each kind counts, and
 * independent signs add up. Of two equally likely the one the other extends; `generic` when nothing is sure.
 */
export function detectPlatform(
  platforms: readonly Platform[],
  evidence: Evidence,
  answers: readonly ProbeAnswer[] = [],
): Detection {
  const scored = platforms
    .map((platform) => ({ platform, score: scoreOf(platform, evidence, answers) }))
    .filter(({ score }) => score >= SURE)
    .sort((a, b) => b.score - a.score);
  const [best] = scored;
  if (!best) return { name: GENERIC, score: 0 };
  const equals = scored.filter(({ score }) => score === best.score).map(({ platform }) => platform);
  const root = equals.find(({ name }) => equals.every((one) => isSelfOrParent(name, one)));
  return root ? { name: root.name, score: Math.round(best.score) } : { name: GENERIC, score: 0 };
}

/** How much speaks for a platform, 0 to 100. */
export function scoreOf(
  { detect, probes }: Pick<Platform, 'detect' | 'probes'>,
  evidence: Evidence,
  answers: readonly ProbeAnswer[] = [],
): number {
  const best = new Map<DetectMark['where'] | 'answer', number>();
  const note = (where: DetectMark['where'] | 'answer', score: number): void => {
    best.set(where, Math.max(best.get(where) ?? 0, score));
  };
  for (const { where, pattern, score } of detect) {
    if (pattern.test(evidence[where].slice(0, MAX_TEXT))) note(where, score);
  }
  for (const { command, text } of answers) {
    for (const { send, pattern, score } of probes) {
      if (isCommand(command, send) && pattern.test(text.slice(0, MAX_TEXT))) note('answer', score);
    }
  }
  const doubt = [...best.values()].reduce((product, score) => product * (1 - score / 100), 1);
  return 100 * (1 - doubt);
}

/** Whether one platform is the other, or one that it extends. */
function isSelfOrParent(name: string, { name: own, parents = [] }: Platform): boolean {
  return name === own || parents.includes(name);
}

/** Whether what was typed is a command, its words cut as people cut them: `sh ver`. */
export function isCommand(typed: string, command: string): boolean {
  if (typed === command) return true;
  const [words, whole] = [typed.trim().split(/\s+/), command.split(' ')];
  return (
    words.length === whole.length &&
    words.every((word, at) => word.length > 1 && whole[at]?.startsWith(word) === true)
  );
}
