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

/**
 * Which platform a device has, by what it shows of itself: the best sign of each kind counts, and independent signs add up.
 * `generic` when nothing is sure or when two platforms are equally likely.
 */
export function detectPlatform(platforms: readonly Platform[], evidence: Evidence): Detection {
  const scored = platforms
    .map((platform) => ({ name: platform.name, score: scoreOf(platform.detect, evidence) }))
    .filter(({ score }) => score >= SURE)
    .sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best || best.score === next?.score) return { name: GENERIC, score: 0 };
  return best;
}

function scoreOf(marks: readonly DetectMark[], evidence: Evidence): number {
  const best = new Map<DetectMark['where'], number>();
  for (const { where, pattern, score } of marks) {
    if (pattern.test(evidence[where].slice(0, MAX_TEXT))) {
      best.set(where, Math.max(best.get(where) ?? 0, score));
    }
  }
  const doubt = [...best.values()].reduce((product, score) => product * (1 - score / 100), 1);
  return Math.round(100 * (1 - doubt));
}
